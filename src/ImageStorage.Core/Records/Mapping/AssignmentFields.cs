namespace ImageStorage.Records.Mapping;

/// <summary>The record's field names, which an existing application reads and writes too.</summary>
internal static class AssignmentFields
{
    public const string AssignmentId = "assignment_id";
    public const string TeacherId = "teacher_id";
    public const string Prompt = "prompt";
    public const string CreatedAt = "created_at";
    public const string QuestionAnswers = "question_answers";
    public const string S3ImageKey = "s3_image_key";
    public const string CloudFrontUrl = "cloudfront_url";
    public const string ImageMetadata = "image_metadata";
    public const string S3UploadStatus = "s3_upload_status";
    public const string S3UploadAttempts = "s3_upload_attempts";
    public const string S3UploadStartedAt = "s3_upload_started_at";
    public const string S3UploadError = "s3_upload_error";
    public const string GenerationKey = "generation_key";
    public const string Revision = "revision";

    /// <summary>The name of <see cref="S3ImageKey"/> in older records; read, never written.</summary>
    public const string LegacyS3ImageName = "s3_image_name";

    /// <summary>The value of <see cref="ObjectKey.NoImage"/> in older records; read, never written.</summary>
    public const string LegacyNoImage = "no image created";

    /// <summary>Every field that is written, in the order of <see cref="AssignmentMapper.ToFields"/>.</summary>
    public static readonly IReadOnlyList<string> All =
    [
        AssignmentId, TeacherId, Prompt, CreatedAt, QuestionAnswers, S3ImageKey, CloudFrontUrl, ImageMetadata, S3UploadStatus,
        S3UploadAttempts, S3UploadStartedAt, S3UploadError, GenerationKey, Revision,
    ];
}
