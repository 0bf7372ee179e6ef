namespace ImageStorage;

/// <summary>The result of the main job: the record, the picture's sizes and its URL.</summary>
public sealed record AssignmentImage
{
    /// <summary>The record as it is now.</summary>
    public required Assignment Assignment { get; init; }

    /// <summary>Where a browser gets the picture; null when no public URL is configured.</summary>
    public required Uri? Url { get; init; }

    /// <summary>False when the original's bytes were kept.</summary>
    public required bool Optimized { get; init; }

    /// <summary>True when the picture was there already and nothing was made.</summary>
    public bool Reused { get; init; }

    /// <summary>How many attempts the store took.</summary>
    public int Attempts { get; init; }

    /// <summary>How long it took from the prompt to the record.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The user-visible operation, as in every log line and the object's metadata.</summary>
    public required string CorrelationId { get; init; }

    /// <summary>What did not go as requested, such as an original that was kept; null when everything did.</summary>
    public string? Warning { get; init; }

    /// <summary>Where the picture is: <c>s3://bucket</c>, or the full path of a folder on this machine.</summary>
    public string? Store { get; init; }

    /// <summary>The assignment.</summary>
    public string AssignmentId => Assignment.AssignmentId;

    /// <summary>The object key.</summary>
    public string Key => Assignment.S3ImageKey;

    /// <summary>SHA-256 of the stored bytes in lowercase hex.</summary>
    public string? Sha256 => Assignment.ImageMetadata?.Sha256;

    /// <summary>Bytes before optimisation.</summary>
    public long OriginalSizeBytes => Assignment.ImageMetadata?.OriginalSizeBytes ?? 0;

    /// <summary>Bytes as stored.</summary>
    public long OptimizedSizeBytes => Assignment.ImageMetadata?.OptimizedSizeBytes ?? 0;

    /// <summary>The share of the original's bytes that was saved, 0 to 1.</summary>
    public double CompressionRatio => Assignment.ImageMetadata?.CompressionRatio ?? 0;

    /// <summary><c>WxH</c> in pixels.</summary>
    public string Dimensions => Assignment.ImageMetadata?.Dimensions ?? "";

    /// <summary>Where the upload stands.</summary>
    public S3UploadStatus Status => Assignment.S3UploadStatus;
}
