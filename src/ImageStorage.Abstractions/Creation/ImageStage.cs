namespace ImageStorage;

/// <summary>The stations that a picture passes on its way.</summary>
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
