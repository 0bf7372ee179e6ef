namespace ImageStorage;

/// <summary>An object in a store.</summary>
public sealed record StoredObject
{
    /// <summary>The object key.</summary>
    public required string Key { get; init; }

    /// <summary>Where the object is: <c>s3://bucket</c>, or the full path of a folder on this machine.</summary>
    public string? Store { get; init; }

    /// <summary>The media type.</summary>
    public required string ContentType { get; init; }

    /// <summary>Bytes.</summary>
    public required long SizeBytes { get; init; }

    /// <summary>The store's validator of the content, without quotes.</summary>
    public required string ETag { get; init; }

    /// <summary>SHA-256 of the bytes in lowercase hex; null for an object that another client wrote without it.</summary>
    public string? Sha256 { get; init; }

    /// <summary>The version, where the store keeps versions.</summary>
    public string? VersionId { get; init; }

    /// <summary>When the object was last written.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>The metadata that is stored with the object.</summary>
    public ObjectMetadata Metadata { get; init; } = new();

    /// <summary>False when the same bytes were stored already and nothing was written.</summary>
    public bool Written { get; init; }

    /// <summary>How many attempts the operation took.</summary>
    public int Attempts { get; init; } = 1;

    /// <summary>How long the operation took, all attempts together.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The user-visible operation that this came from.</summary>
    public string? CorrelationId
    {
        get => field ?? Metadata.CorrelationId;
        init;
    }

    /// <summary>The assignment that the key names.</summary>
    public string AssignmentId => ObjectKey.TryParse(Key, out var key) ? key.AssignmentId : "";
}
