using System.Security.Cryptography;
using System.Text;

namespace ImageStorage;

/// <summary>
/// The record of an assignment. An existing application reads and writes the same fields, whose names are given with each property.
/// </summary>
public sealed record Assignment
{
    /// <summary><c>assignment_id</c>, the primary key.</summary>
    public required string AssignmentId { get; init; }

    /// <summary><c>teacher_id</c>; any text.</summary>
    public required string TeacherId { get; init; }

    /// <summary><c>prompt</c>.</summary>
    public required string Prompt { get; init; }

    /// <summary><c>created_at</c>, stored as seconds since the Unix epoch.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary><c>question_answers</c>, stored as JSON text.</summary>
    public IReadOnlyList<QuestionAnswer> QuestionAnswers { get; init; } = [];

    /// <summary><c>s3_image_key</c>: an object key, or <see cref="ObjectKey.NoImage"/>.</summary>
    public string S3ImageKey { get; init; } = ObjectKey.NoImage;

    /// <summary><c>cloudfront_url</c>: the full URL, or null.</summary>
    public string? CloudFrontUrl { get; init; }

    /// <summary><c>image_metadata</c>; null without a picture.</summary>
    public ImageMetadata? ImageMetadata { get; init; }

    /// <summary><c>s3_upload_status</c>.</summary>
    public S3UploadStatus S3UploadStatus { get; init; } = S3UploadStatus.NoImage;

    /// <summary><c>s3_upload_attempts</c> of the last upload.</summary>
    public int S3UploadAttempts { get; init; }

    /// <summary>
    /// <c>s3_upload_started_at</c>, stored as seconds since the Unix epoch: when the record last became pending; null in records of other
    /// applications.
    /// </summary>
    public DateTimeOffset? S3UploadStartedAt { get; init; }

    /// <summary><c>s3_upload_error</c>: why the last upload failed; null unless <see cref="S3UploadStatus"/> is failed.</summary>
    public string? S3UploadError { get; init; }

    /// <summary>
    /// <c>revision</c>: counts the writes, 0 in records of other applications; a write based on an older revision is refused.
    /// </summary>
    public long Revision { get; init; }

    /// <summary>
    /// <c>generation_key</c>, the key of the index by which a picture is found again: SHA-256 of model and prompt in lowercase hex, derived
    /// with every write; null for a picture that was not generated.
    /// </summary>
    public string? GenerationKey => ImageMetadata?.Model is { } model ? GenerationKeyOf(Prompt, model) : null;

    /// <summary>True when the record names an object.</summary>
    public bool HasImage => S3ImageKey != ObjectKey.NoImage;

    /// <summary>The <see cref="GenerationKey"/> of pictures that <paramref name="modelId"/> made of <paramref name="prompt"/>.</summary>
    /// <param name="prompt">The exact prompt.</param>
    /// <param name="modelId">The model.</param>
    public static string GenerationKeyOf(string prompt, string modelId) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes($"{modelId}\n{prompt}")));
}
