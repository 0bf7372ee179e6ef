namespace ImageStorage;

/// <summary>The metadata that is stored with an object (S3 user metadata).</summary>
public sealed record ObjectMetadata
{
    /// <summary><c>assignment-id</c>.</summary>
    public string? AssignmentId { get; init; }

    /// <summary><c>teacher-id</c>; any text.</summary>
    public string? TeacherId { get; init; }

    /// <summary><c>created-at</c>, UTC.</summary>
    public DateTimeOffset? CreatedAt { get; init; }

    /// <summary><c>original-format</c>.</summary>
    public string? OriginalFormat { get; init; }

    /// <summary><c>optimized</c>: false when the original's bytes were kept.</summary>
    public bool? Optimized { get; init; }

    /// <summary><c>sha256</c> of the bytes, 64 lowercase hex digits.</summary>
    public string? Sha256 { get; init; }

    /// <summary><c>without-record</c>: true when the object was stored on purpose without a record, so that a repair keeps it.</summary>
    public bool? WithoutRecord { get; init; }

    /// <summary><c>correlation-id</c> of the operation that wrote the bytes.</summary>
    public string? CorrelationId { get; init; }
}
