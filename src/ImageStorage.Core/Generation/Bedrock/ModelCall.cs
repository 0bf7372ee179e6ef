namespace ImageStorage.Generation.Bedrock;

/// <summary>One picture that is asked for, while it is.</summary>
internal sealed class ModelCall(ModelEntry model, ImageGenerationRequest request, long seed, byte[] body)
{
    public ModelEntry Model { get; } = model;

    public ImageGenerationRequest Request { get; } = request;

    public long Seed { get; } = seed;

    public byte[] Body { get; } = body;

    /// <summary>The attempt that is under way, from 1; 0 before the first.</summary>
    public int Attempt { get; set; }
}
