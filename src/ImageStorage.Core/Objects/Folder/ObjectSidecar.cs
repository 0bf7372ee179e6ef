namespace ImageStorage.Objects.Folder;

/// <summary>The file beside an object in the embedded store, with what S3 keeps as metadata.</summary>
internal sealed record ObjectSidecar
{
    public required string Key { get; init; }

    public required string ContentType { get; init; }

    public required long SizeBytes { get; init; }

    /// <summary>SHA-256 of the content in lowercase hex: the sidecar belongs to these bytes and no others.</summary>
    public required string Sha256 { get; init; }

    /// <summary>The content file's time of writing: the content is hashed only when its size or time has changed.</summary>
    public required DateTime ContentWrittenAt { get; init; }

    /// <summary>One of the names of <see cref="Objects.Lifecycle"/>.</summary>
    public required string Lifecycle { get; init; }

    public ObjectMetadata Metadata { get; init; } = new();

    public StoredObject ToStored() => new()
    {
        Key = Key,
        ContentType = ContentType,
        SizeBytes = SizeBytes,
        ETag = Sha256,
        Sha256 = Sha256,
        LastModified = new DateTimeOffset(DateTime.SpecifyKind(ContentWrittenAt, DateTimeKind.Utc)),
        Metadata = Metadata,
    };
}
