namespace ImageStorage;

/// <summary>The lifecycle state of an image model; https://docs.aws.amazon.com/bedrock/latest/userguide/model-lifecycle.html</summary>
public enum ImageModelState
{
    /// <summary>Offered to all accounts.</summary>
    Active,

    /// <summary>Still offered to accounts that used it recently; its end of life is set.</summary>
    Legacy,

    /// <summary>No longer offered, except to accounts with an agreement of their own.</summary>
    Ended,
}
