namespace ImageStorage.Records.Mapping;

/// <summary>The stored values of <c>s3_upload_status</c>.</summary>
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

    /// <summary>Reads the status; a record without one gets it from its key.</summary>
    public static S3UploadStatus Read(string? stored, bool hasKey) => stored?.ToLowerInvariant() switch
    {
        "pending" => S3UploadStatus.Pending,
        "success" => S3UploadStatus.Success,
        "failed" => S3UploadStatus.Failed,
        "no_image" or AssignmentFields.LegacyNoImage => S3UploadStatus.NoImage,
        null or "" => hasKey ? S3UploadStatus.Success : S3UploadStatus.NoImage,

        // An unknown status of another application does not prove that the object exists: as pending, a repair checks it.
        _ => hasKey ? S3UploadStatus.Pending : S3UploadStatus.NoImage,
    };
}
