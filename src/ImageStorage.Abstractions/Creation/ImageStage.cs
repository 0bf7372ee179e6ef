namespace ImageStorage;

/// <summary>The stages of making and storing a picture.</summary>
public enum ImageStage
{
    /// <summary>The model is making the picture, or the file is being read.</summary>
    Generating,

    /// <summary>The picture is being made smaller.</summary>
    Optimizing,

    /// <summary>The object is being written.</summary>
    Storing,

    /// <summary>The record says that the picture is there.</summary>
    Recorded,
}
