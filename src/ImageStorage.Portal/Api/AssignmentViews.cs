using System.Security.Claims;
using ImageStorage.Portal.Api.Contracts;
using ImageStorage.Portal.Pictures;
using ImageStorage.Portal.Security;

namespace ImageStorage.Portal.Api;

/// <summary>Shows records to a caller. The one place that decides who reads the answers: those who own the assignment, and nobody else.</summary>
internal static class AssignmentViews
{
    /// <summary>The assignment as this caller may see it.</summary>
    public static AssignmentContract For(this Assignment assignment, ClaimsPrincipal caller)
    {
        var owns = caller.Owns(assignment);
        return new AssignmentContract
        {
            AssignmentId = assignment.AssignmentId,
            TeacherId = assignment.TeacherId,
            Prompt = assignment.Prompt,
            CreatedAt = assignment.CreatedAt,
            Questions = [.. assignment.QuestionAnswers.Select(
                question => new QuestionContract { Id = question.Id, Question = question.Question, Answer = owns ? question.Answer : null })],
            Status = StatusOf(assignment.S3UploadStatus),
            Attempts = assignment.S3UploadAttempts,
            Error = owns ? assignment.S3UploadError : null,
            Image = ImageOf(assignment),
        };
    }

    /// <summary>An answer without what the teacher expects.</summary>
    public static StudentAnswerContract ToContract(this StudentAnswer answer) => new()
    {
        StudentId = answer.StudentId,
        QuestionId = answer.QuestionId,
        Answer = answer.Answer,
        Score = answer.Score,
        BestAnswer = answer.BestAnswer,
        BestScore = answer.BestScore,
        Attempts = answer.Attempts,
        AnsweredAt = answer.AnsweredAt,
    };

    /// <summary>The result of a submission.</summary>
    public static CompletionContract ToContract(this CompletedAssignment completed) => new()
    {
        AssignmentId = completed.AssignmentId,
        StudentId = completed.StudentId,
        Answers = [.. completed.Answers.Select(ToContract)],
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

    /// <summary>As the record's field <c>s3_upload_status</c> has it.</summary>
    private static string StatusOf(S3UploadStatus status) => status switch
    {
        S3UploadStatus.Pending => "pending",
        S3UploadStatus.Success => "success",
        S3UploadStatus.Failed => "failed",
        _ => "no_image",
    };
}
