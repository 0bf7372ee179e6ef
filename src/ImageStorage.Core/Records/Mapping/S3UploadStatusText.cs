namespace ImageStorage.Records.Mapping;

/// <summary>The words of <c>s3_upload_status</c>.</summary>
internal static class S3UploadStatusText
{
    public static string From(S3UploadStatus status) => status switch
    {
        S3UploadStatus.Pending => "pending",
        S3UploadStatus.Success => "success",
        S3UploadStatus.Failed => "failed",
        S3UploadStatus.NoImage => "no_image",
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };

    /// <summary>Reads the status; a record without one is judged by its key.</summary>
    public static S3UploadStatus Read(string? stored, bool hasKey) => stored?.ToLowerInvariant() switch
    {
        "pending" => S3UploadStatus.Pending,
        "success" => S3UploadStatus.Success,
        "failed" => S3UploadStatus.Failed,
        "no_image" or AssignmentFields.LegacyNoImage => S3UploadStatus.NoImage,
        null or "" => hasKey ? S3UploadStatus.Success : S3UploadStatus.NoImage,

        // A word of another application's own is no proof that the object is there: pending makes the repair look.
        _ => hasKey ? S3UploadStatus.Pending : S3UploadStatus.NoImage,
    };
}
