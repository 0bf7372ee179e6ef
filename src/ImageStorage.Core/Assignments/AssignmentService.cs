using System.Runtime.ExceptionServices;
using ImageStorage.Creation;
using ImageStorage.Diagnostics;
using ImageStorage.Images;
using ImageStorage.Pairing;
using ImageStorage.Records.Mapping;
using ImageStorage.Trash;

namespace ImageStorage.Assignments;

/// <inheritdoc />
internal sealed class AssignmentService(
    IAssignmentRepository records, IAnswerRepository answers, IObjectStore objects, ImageCreation creation, ImageService images,
    AssignmentTrash trash, AssignmentHtmlPage page, IStorePair pair, ServiceContext context) : IAssignmentService
{
    public Task<AssignmentImage> CreateImageAsync(
        NewImageRequest request, IProgress<ImageProgress>? progress, CancellationToken cancellationToken)
    {
        var id = request.AssignmentId ?? AssignmentId.Create(context.Time.GetUtcNow());
        return context.Operations.RunAsync(
            "CreateImage",
            id,
            async (correlationId, token) =>
            {
                // Before a picture is paid for that could not be stored.
                await pair.VerifyAsync(token).ConfigureAwait(false);
                var image = await creation.CreateAsync(id, request, correlationId, progress, token).ConfigureAwait(false);
                return image with { Store = context.Configuration.ObjectStore };
            },
            cancellationToken);
    }

    public Task<Assignment> CreateAsync(NewAssignmentRequest request, CancellationToken cancellationToken)
    {
        var id = request.AssignmentId ?? AssignmentId.Create(context.Time.GetUtcNow());
        return context.Operations.RunAsync(
            "CreateAssignment",
            id,
            async (_, token) =>
            {
                var assignment = new Assignment
                {
                    AssignmentId = AssignmentId.Validate(id),
                    TeacherId = request.TeacherId ?? Environment.UserName,
                    Prompt = request.Prompt,
                    CreatedAt = EpochSeconds.Now(context.Time),
                    QuestionAnswers = request.QuestionAnswers,
                };
                await records.InsertAsync(assignment, token).ConfigureAwait(false);
                return assignment;
            },
            cancellationToken);
    }

    /// <summary>Refuses an id that <see cref="CreateAsync"/> would refuse.</summary>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.InvalidAssignmentId"/>, <see cref="ImageStorageError.AssignmentAlreadyExists"/> and the storage errors.
    /// </exception>
    public async Task RequireNewAsync(string assignmentId, CancellationToken cancellationToken)
    {
        if (await records.FindAsync(AssignmentId.Validate(assignmentId), cancellationToken).ConfigureAwait(false) is not null)
            throw ExistingPictureAnswer.AlreadyExists(assignmentId);
    }

    public Task<Assignment> GetAsync(string assignmentId, CancellationToken cancellationToken) =>
        context.Operations.RunAsync("GetAssignment", assignmentId, (_, token) => FindAsync(assignmentId, token), cancellationToken);

    public async IAsyncEnumerable<Assignment> ListAsync(
        string? teacherId, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var query = new AssignmentQuery { TeacherId = teacherId };
        while (true)
        {
            var answer = await ListPageAsync(query, cancellationToken).ConfigureAwait(false);
            foreach (var assignment in answer.Items)
                yield return assignment;

            if (answer.Next is null)
                yield break;
            query = query with { After = answer.Next };
        }
    }

    public Task<AssignmentPage> ListPageAsync(AssignmentQuery query, CancellationToken cancellationToken) =>
        context.Operations.RunAsync("ListAssignments", null, (_, token) => records.ListAsync(query, token), cancellationToken);

    public Task<Assignment> SetQuestionsAsync(
        string assignmentId, IReadOnlyList<QuestionAnswer> questions, CancellationToken cancellationToken) =>
        context.Operations.RunAsync(
            "SetQuestions",
            assignmentId,
            async (_, token) =>
            {
                var current = await FindAsync(assignmentId, token).ConfigureAwait(false);
                return await records.UpdateAsync(current, current with { QuestionAnswers = questions }, token).ConfigureAwait(false);
            },
            cancellationToken);

    public Task<Removal> RemoveAsync(string assignmentId, CancellationToken cancellationToken) =>
        context.Operations.RunAsync(
            "RemoveAssignment",
            assignmentId,
            async (_, token) =>
            {
                if (await records.FindAsync(AssignmentId.Validate(assignmentId), token).ConfigureAwait(false) is { } assignment)
                    return await RemoveAsync(assignment, token).ConfigureAwait(false);
                // A removal that was stopped left the answers, and nothing else would delete them.
                await answers.DeleteAsync(assignmentId, token).ConfigureAwait(false);
                throw NotFound(assignmentId);
            },
            cancellationToken);

    public Task<string> RenderPageAsync(string assignmentId, CancellationToken cancellationToken) =>
        context.Operations.RunAsync(
            "RenderPage",
            assignmentId,
            async (correlationId, token) =>
            {
                var assignment = await FindAsync(assignmentId, token).ConfigureAwait(false);
                var picture = assignment.HasImage
                    ? await images.FetchAsync(assignment.S3ImageKey, outputPath: null, correlationId, token).ConfigureAwait(false)
                    : null;
                return await page.WriteAsync(assignment, picture, token).ConfigureAwait(false);
            },
            cancellationToken);

    /// <summary>The record of an assignment.</summary>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.AssignmentNotFound"/> and the storage errors.</exception>
    public async Task<Assignment> FindAsync(string assignmentId, CancellationToken cancellationToken) =>
        await records.FindAsync(AssignmentId.Validate(assignmentId), cancellationToken).ConfigureAwait(false)
        ?? throw NotFound(assignmentId);

    private async Task<Removal> RemoveAsync(Assignment assignment, CancellationToken cancellationToken)
    {
        // The record may name another assignment's picture, which stays.
        var picture = ObjectKey.IsOf(assignment.S3ImageKey, assignment.AssignmentId)
            ? await objects.HeadAsync(ObjectKey.Parse(assignment.S3ImageKey), cancellationToken).ConfigureAwait(false)
            : null;
        var (kept, unreadable) = await ReadAnswersAsync(assignment.AssignmentId, cancellationToken).ConfigureAwait(false);
        var removal = await trash.KeepRecordAsync(assignment, kept, picture, cancellationToken).ConfigureAwait(false);
        await records.DeleteAsync(assignment.AssignmentId, cancellationToken).ConfigureAwait(false);
        try
        {
            if (picture is not null)
                await DeleteObjectAsync(assignment, picture, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            // Answers that could not be read are not in the trash, and stay.
            if (unreadable is null)
                await answers.DeleteAsync(assignment.AssignmentId, cancellationToken).ConfigureAwait(false);
        }

        unreadable?.Throw();
        return removal;
    }

    private async Task<(List<StudentAnswer> Answers, ExceptionDispatchInfo? Failure)> ReadAnswersAsync(
        string assignmentId, CancellationToken cancellationToken)
    {
        var read = new List<StudentAnswer>();
        try
        {
            await foreach (var answer in answers.ListAsync(assignmentId, null, cancellationToken).ConfigureAwait(false))
                read.Add(answer);
            return (read, null);
        }
        catch (ImageStorageException failure)
        {
            return ([], ExceptionDispatchInfo.Capture(failure));
        }
    }

    private async Task DeleteObjectAsync(Assignment removed, StoredObject picture, CancellationToken cancellationToken)
    {
        try
        {
            await trash.DeleteAsync(picture, cancellationToken).ConfigureAwait(false);
        }
        catch (ImageStorageException failure)
        {
            throw new ImageStorageException(
                failure.Error,
                $"The record of '{removed.AssignmentId}' is removed, but its image '{removed.S3ImageKey}' is still there. {failure.Message} "
                + $"Repair-AssignmentImage -RemoveOrphan deletes it later; Restore-AssignmentImage {removed.AssignmentId} brings the record back.",
                failure)
            {
                // The same call again finds no record.
                IsTransient = false,
                LogDetail = failure.LogDetail,
                Attempts = failure.Attempts,
            };
        }
    }

    private static ImageStorageException NotFound(string assignmentId) => new(
        ImageStorageError.AssignmentNotFound, $"There is no assignment '{assignmentId}'. Get-Assignment lists those that exist.");
}
