namespace ImageStorage;

/// <summary>A picture fetched to this machine, or its placeholder.</summary>
public sealed record ReceivedImage
{
    /// <summary>The object key that was asked for.</summary>
    public required string Key { get; init; }

    /// <summary>The file with the picture: in the cache, or where the caller wanted it.</summary>
    public required string Path { get; init; }

    /// <summary>The media type of the file.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes of the file.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>The store's validator of the content; null for a placeholder.</summary>
    public string? ETag { get; init; }

    /// <summary>SHA-256 of the bytes in lowercase hex.</summary>
    public string? Sha256 { get; init; }

    /// <summary>True when the bytes came from the local cache, and the store said that they are current.</summary>
    public bool FromCache { get; init; }

    /// <summary>True when the store failed and the cached copy could not be compared with it.</summary>
    public bool IsStale { get; init; }

    /// <summary>True when the picture is missing or the store failed, and a drawn placeholder is in its place.</summary>
    public bool IsPlaceholder { get; init; }

    /// <summary>Why it is stale or a placeholder: a sentence for the user; null for the real, current picture.</summary>
    public string? Reason { get; init; }

    /// <summary>What went wrong when it is stale or a placeholder.</summary>
    public ImageStorageError? Error { get; init; }

    /// <summary>The user-visible operation.</summary>
    public string? CorrelationId { get; init; }
}
