using ImageStorage.Assignments;
using ImageStorage.Creation;
using ImageStorage.Diagnostics;
using ImageStorage.Images;
using ImageStorage.Pairing;

namespace ImageStorage.Planning;

/// <inheritdoc />
internal sealed class PlanService(
    ImageCreation creation, AssignmentService assignments, ImageService images, ICompletionService completions, IStorePair pair,
    ServiceContext context) : IPlanService
{
    public Task<ImagePlanItem> PlanImageAsync(NewImageRequest request, PlannedQuestions? questions, CancellationToken cancellationToken)
    {
        var id = request.AssignmentId ?? AssignmentId.Create(context.Time.GetUtcNow());
        return RunAsync(
            "PlanImage",
            CreationPlanning.Describe(id, request) with { QuestionPath = questions?.Path },
            async (item, token) =>
            {
                await CheckQuestionsAsync(questions, request.Prompt, token).ConfigureAwait(false);
                var planned = await creation.PlanAsync(id, request, token).ConfigureAwait(false);
                return planned with { QuestionPath = item.QuestionPath, Reason = planned.Reason + Describe(questions) };
            },
            cancellationToken);
    }

    public Task<ImagePlanItem> PlanAssignmentAsync(NewAssignmentRequest request, PlannedQuestions? questions, CancellationToken cancellationToken)
    {
        var item = new ImagePlanItem
        {
            AssignmentId = request.AssignmentId ?? AssignmentId.Create(context.Time.GetUtcNow()),
            Prompt = request.Prompt,
            TeacherId = request.TeacherId,
            QuestionPath = questions?.Path,
        };
        return RunAsync(
            "PlanAssignment",
            item,
            async (_, token) =>
            {
                await CheckQuestionsAsync(questions, request.Prompt, token).ConfigureAwait(false);
                await assignments.RequireNewAsync(item.AssignmentId, token).ConfigureAwait(false);
                return item with
                {
                    Action = PlanAction.Make,
                    Reason = $"There is no such assignment yet. It gets a record without a picture.{Describe(questions)}",
                };
            },
            cancellationToken);
    }

    public Task<ImagePlanItem> PlanSendAsync(SendImageRequest request, CancellationToken cancellationToken)
    {
        var item = new ImagePlanItem
        {
            AssignmentId = request.AssignmentId ?? request.Source.Name,
            Path = request.Source.Path,
            TeacherId = request.TeacherId,
        };
        return RunAsync(
            "PlanSend",
            item,
            async (_, token) =>
            {
                var (upload, stored) = await images.PlanSendAsync(item.AssignmentId, request, token).ConfigureAwait(false);
                return stored?.Sha256 == upload.Sha256.Hex
                    ? item with
                    {
                        Action = PlanAction.Reuse,
                        ReusedFrom = item.AssignmentId,
                        Reason = $"The same image is stored as '{upload.Key}' already, and it is not written again.",
                    }
                    : item with
                    {
                        Action = PlanAction.Make,
                        Reason = stored is null
                            ? $"{upload.Data.Length:N0} bytes are stored as '{upload.Key}'."
                            : $"{upload.Data.Length:N0} bytes replace the other image that is stored as '{upload.Key}'.",
                    };
            },
            cancellationToken);
    }

    public Task<ImagePlanItem> PlanAssignmentRemovalAsync(string assignmentId, CancellationToken cancellationToken) => RunAsync(
        "PlanAssignmentRemoval",
        new ImagePlanItem { AssignmentId = assignmentId },
        async (item, token) =>
        {
            var record = await assignments.FindAsync(assignmentId, token).ConfigureAwait(false);
            // The record may name another assignment's picture, which stays.
            var removed = ObjectKey.IsOf(record.S3ImageKey, assignmentId)
                ? $"The record, the students' answers and the image '{record.S3ImageKey}'"
                : "The record and the students' answers";
            return item with { Action = PlanAction.Remove, Reason = $"{removed} are removed." };
        },
        cancellationToken);

    public Task<ImagePlanItem> PlanImageRemovalAsync(string image, CancellationToken cancellationToken) => RunAsync(
        "PlanImageRemoval",
        new ImagePlanItem { AssignmentId = ObjectKey.TryParse(image, out var key) ? key.AssignmentId : image },
        async (item, token) =>
        {
            var stored = await images.FindAsync(image, token).ConfigureAwait(false);
            return item with
            {
                Action = PlanAction.Remove,
                Reason = $"The image '{stored.Key}' of {stored.SizeBytes:N0} bytes is removed; a record that names it has no image then.",
            };
        },
        cancellationToken);

    private async Task CheckQuestionsAsync(PlannedQuestions? questions, string? prompt, CancellationToken cancellationToken)
    {
        if (questions?.Path is { } path)
            await completions.ReadQuestionsAsync(path, cancellationToken).ConfigureAwait(false);
        if (questions is { Generate: true })
            completions.CheckGeneration(prompt ?? "", questions.ModelId);
    }

    private static string Describe(PlannedQuestions? questions) =>
        questions is { Generate: true } ? " A text model writes the questions, and its price is not included." : "";

    /// <summary>Runs one plan: what the call would refuse becomes the item's reason.</summary>
    private Task<ImagePlanItem> RunAsync(
        string operation, ImagePlanItem item, Func<ImagePlanItem, CancellationToken, Task<ImagePlanItem>> plan,
        CancellationToken cancellationToken) =>
        context.Operations.RunAsync(
            operation,
            item.AssignmentId,
            async (_, token) =>
            {
                await pair.VerifyAsync(token).ConfigureAwait(false);
                try
                {
                    return await plan(item, token).ConfigureAwait(false);
                }
                catch (ImageStorageException refusal) when (PlanRefusal.ActionOf(refusal.Error) is { } action)
                {
                    var fingerprint = new PlanFingerprint();
                    fingerprint.Add(item.AssignmentId, action.ToString(), refusal.Message);
                    return item with { Action = action, Reason = refusal.Message, Fingerprint = fingerprint.ToString() };
                }
            },
            cancellationToken);
}
