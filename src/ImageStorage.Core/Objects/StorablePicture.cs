namespace ImageStorage.Objects;

/// <summary>A picture that is ready to be stored: made, copied or given as a file. The only source of uploads.</summary>
internal sealed record StorablePicture
{
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The SHA-256 of <see cref="Data"/>.</summary>
    public required ContentHash Sha256 { get; init; }

    public required ImageFormat Format { get; init; }

    /// <summary>The format of the original.</summary>
    public required string OriginalFormat { get; init; }

    /// <summary>False when the original's bytes were kept.</summary>
    public required bool Optimized { get; init; }

    /// <summary>The description in its record; null for a picture that is stored without a record.</summary>
    public ImageMetadata? Metadata { get; init; }

    /// <summary>True when it is stored without a record on purpose.</summary>
    public bool WithoutRecord { get; init; }

    /// <summary>True for the copy of another record's picture.</summary>
    public bool Reused { get; init; }

    /// <summary>What differs from the request; null when nothing does.</summary>
    public string? Warning { get; init; }

    /// <summary>Joins the warnings into one text; null when there are none.</summary>
    public static string? JoinWarnings(params string?[] warnings) =>
        warnings.OfType<string>().ToArray() is { Length: > 0 } present ? string.Join(' ', present) : null;

    /// <summary>The upload of the picture as an assignment's own; it does not overwrite, and is not permanent.</summary>
    /// <param name="assignmentId">The assignment, for key and metadata.</param>
    /// <param name="teacherId">The teacher, for the metadata.</param>
    /// <param name="correlationId">The operation that stores it.</param>
    /// <param name="createdAt">Now.</param>
    public ObjectUpload ToUpload(string assignmentId, string? teacherId, string correlationId, DateTimeOffset createdAt) => new()
    {
        Key = ObjectKey.For(assignmentId, Format),
        Data = Data,
        Sha256 = Sha256,
        ContentType = Format.ContentType(),
        Metadata = new ObjectMetadata
        {
            AssignmentId = assignmentId,
            TeacherId = teacherId,
            CreatedAt = createdAt,
            OriginalFormat = OriginalFormat,
            Optimized = Optimized,
            WithoutRecord = WithoutRecord ? true : null,
            CorrelationId = correlationId,
        },
    };
}
