namespace ImageStorage;

/// <summary>The lifecycle state of an image model; https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html</summary>
public enum ImageModelState
{
    /// <summary>Offered to all.</summary>
    Active,

    /// <summary>Still offered to those who used it lately; its end is set.</summary>
    Legacy,

    /// <summary>No longer offered, but to accounts with an arrangement of their own.</summary>
    Ended,
}
