namespace ImageStorage.Testing.Images;

/// <summary>What a test image shows: each kind is hard for encoders in its own way.</summary>
public enum ImageContent
{
    Flat,
    Gradient,
    Photo,
    Noise,
    Checker,
}
