using System.Security.Claims;
using ImageStorage.Portal.Api.Contracts;
using ImageStorage.Portal.Pictures;
using ImageStorage.Portal.Security;

namespace ImageStorage.Portal.Api;

/// <summary>Converts records to contracts, with the answers that <see cref="ReadableAnswers"/> lets the caller see.</summary>
internal static class AssignmentViews
{
    /// <summary>The assignment in a list: only its owner sees the answers.</summary>
    public static AssignmentContract For(this Assignment assignment, ClaimsPrincipal caller) =>
        For(assignment, caller, ReadableAnswers.Of(assignment, caller));

    /// <summary>The assignment as this caller may see it.</summary>
    /// <param name="assignment">The record.</param>
    /// <param name="caller">The caller who will see it.</param>
    /// <param name="readable">The questions whose answers are shown, by id.</param>
    public static AssignmentContract For(this Assignment assignment, ClaimsPrincipal caller, IReadOnlySet<string> readable) => new()
    {
        AssignmentId = assignment.AssignmentId,
        TeacherId = assignment.TeacherId,
        Prompt = assignment.Prompt,
        CreatedAt = assignment.CreatedAt,
        Questions = [.. assignment.QuestionAnswers.Select(question => new QuestionContract
        {
            Id = question.Id,
            Question = question.Question,
            Answer = readable.Contains(question.Id) ? question.Answer : null,
        })],
        Status = StatusOf(assignment.S3UploadStatus),
        Attempts = assignment.S3UploadAttempts,
        Error = caller.Owns(assignment) ? assignment.S3UploadError : null,
        Image = ImageOf(assignment),
    };

    /// <summary>A student's answer with the expected one, for that student and the assignment's owner.</summary>
    public static StudentAnswerContract ToContract(this StudentAnswer answer, Assignment assignment) => new()
    {
        StudentId = answer.StudentId,
        QuestionId = answer.QuestionId,
        Answer = answer.Answer,
        ExpectedAnswer = assignment.QuestionAnswers.FirstOrDefault(question => question.Id == answer.QuestionId)?.Answer,
        Score = answer.Score,
        BestAnswer = answer.BestAnswer,
        BestScore = answer.BestScore,
        Attempts = answer.Attempts,
        AnsweredAt = answer.AnsweredAt,
    };

    /// <summary>The result of a submission.</summary>
    public static CompletionContract ToContract(this CompletedAssignment completed, Assignment assignment) => new()
    {
        AssignmentId = completed.AssignmentId,
        StudentId = completed.StudentId,
        Answers = [.. completed.Answers.Select(answer => answer.ToContract(assignment))],
        Score = completed.Score,
        BestScore = completed.BestScore,
        CorrelationId = completed.CorrelationId,
    };

    private static ImageContract? ImageOf(Assignment assignment) =>
        assignment.ImageMetadata is { } image && PictureUrl.Of(assignment) is { } url
            ? new ImageContract
            {
                Key = assignment.S3ImageKey,
                Url = url,
                OriginalSizeBytes = image.OriginalSizeBytes,
                OptimizedSizeBytes = image.OptimizedSizeBytes,
                CompressionRatio = image.CompressionRatio,
                Format = image.Format,
                Dimensions = image.Dimensions,
                Sha256 = image.Sha256,
                Model = image.Model,
                Seed = image.Seed,
            }
            : null;

    /// <summary>The value of the record's field <c>s3_upload_status</c>.</summary>
    private static string StatusOf(S3UploadStatus status) => status switch
    {
        S3UploadStatus.Pending => "pending",
        S3UploadStatus.Success => "success",
        S3UploadStatus.Failed => "failed",
        _ => "no_image",
    };
}
