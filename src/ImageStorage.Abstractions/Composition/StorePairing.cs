namespace ImageStorage;

/// <summary>Whether the configured object store and record store carry the same id, and so belong together.</summary>
public sealed record StorePairing
{
    /// <summary>The object store, for people: <c>bucket 'x'</c>, <c>the folder '…'</c>.</summary>
    public required string ObjectStore { get; init; }

    /// <summary>The record store, for people.</summary>
    public required string RecordStore { get; init; }

    /// <summary>The id that the object store carries; null for none yet.</summary>
    public required string? ObjectStoreId { get; init; }

    /// <summary>The id that the record store carries; null for none yet.</summary>
    public required string? RecordStoreId { get; init; }

    /// <summary>True when both carry the same id.</summary>
    public bool Fits => ObjectStoreId is not null && ObjectStoreId == RecordStoreId;
}
