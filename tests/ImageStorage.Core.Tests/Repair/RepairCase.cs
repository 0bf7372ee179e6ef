namespace ImageStorage.Repair;

/// <summary>A state that one assignment may be in before a repair.</summary>
/// <param name="Status">The record's; null: there is no record.</param>
/// <param name="NamesPng">True when the record names the PNG, false for the WebP.</param>
/// <param name="Recorded">The picture that the record describes.</param>
/// <param name="HasHash">False for the record of another application, which has no hash and no size.</param>
/// <param name="WebP">The picture stored as WebP; null: none.</param>
/// <param name="Png">The picture stored as PNG; null: none.</param>
public sealed record RepairCase(S3UploadStatus? Status, bool NamesPng, string Recorded, bool HasHash, string? WebP, string? Png)
{
    private string? Named => NamesPng ? Png : WebP;

    /// <summary>The status that the record must have afterwards.</summary>
    public S3UploadStatus? Expected => Status switch
    {
        S3UploadStatus.Pending => Named is not null && (Named == Recorded || !HasHash) ? S3UploadStatus.Success : S3UploadStatus.Failed,
        S3UploadStatus.Failed => Named == Recorded && HasHash ? S3UploadStatus.Success : S3UploadStatus.Failed,
        S3UploadStatus.Success => Named is not null ? S3UploadStatus.Success : S3UploadStatus.Failed,
        _ => Status,
    };

    public Assignment Record(Assignment record) => record with
    {
        S3ImageKey = Status == S3UploadStatus.NoImage ? ObjectKey.NoImage : ObjectKey.For(record.AssignmentId, NamesPng ? ImageFormat.Png : ImageFormat.WebP),
        ImageMetadata = HasHash ? record.ImageMetadata : null,
    };
}
