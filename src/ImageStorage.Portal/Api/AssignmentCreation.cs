using System.Diagnostics;
using System.Security.Claims;
using ImageStorage.Portal.Api.Contracts;
using ImageStorage.Portal.Security;

namespace ImageStorage.Portal.Api;

/// <summary>Creates assignments and pictures for the API, and measures how long each stage took.</summary>
internal sealed class AssignmentCreation(IImageStorage storage, TimeProvider timeProvider)
{
    /// <summary>Creates an assignment. Questions are generated first, so that no picture is paid for when they fail.</summary>
    public async Task<CreatedContract> CreateAsync(NewAssignmentContract request, ClaimsPrincipal teacher, CancellationToken cancellationToken)
    {
        if (request.AssignmentId is { } id)
            AssignmentId.Validate(id);
        var questions = request.GenerateQuestions
            ? await storage.Completions.GenerateQuestionsAsync(request.Prompt, modelId: null, cancellationToken)
            : RequestRules.ToRecord(request.QuestionAnswers ?? [], existing: []);
        if (!request.NoImage)
        {
            var imageRequest = new NewImageRequest
            {
                AssignmentId = request.AssignmentId,
                Prompt = request.Prompt,
                TeacherId = teacher.Id(),
                QuestionAnswers = questions,
                ModelId = request.ModelId,
                Seed = request.Seed,
                ReuseExisting = request.ReuseExisting,
                MustBeNew = true,
            };
            return await CreateImageAsync(imageRequest, teacher, cancellationToken);
        }

        // The core's operation uses the trace id of the current activity as its correlation id.
        using var activity = Activity.Current is null ? new Activity(nameof(CreateAsync)).SetIdFormat(ActivityIdFormat.W3C).Start() : null;
        var correlationId = Activity.Current!.TraceId.ToHexString();
        var clock = new StageClock(timeProvider);
        var assignmentRequest = new NewAssignmentRequest
        {
            AssignmentId = request.AssignmentId,
            Prompt = request.Prompt,
            TeacherId = teacher.Id(),
            QuestionAnswers = questions,
        };
        var assignment = await storage.Assignments.CreateAsync(assignmentRequest, cancellationToken);
        return new CreatedContract { Assignment = assignment.For(teacher), DurationsMs = clock.Read(), CorrelationId = correlationId };
    }

    /// <summary>Creates a picture and its record.</summary>
    public async Task<CreatedContract> CreateImageAsync(NewImageRequest request, ClaimsPrincipal teacher, CancellationToken cancellationToken)
    {
        var clock = new StageClock(timeProvider);
        var made = await storage.Assignments.CreateImageAsync(request, clock, cancellationToken);
        return new CreatedContract
        {
            Assignment = made.Assignment.For(teacher),
            DurationsMs = clock.Read(),
            Optimized = made.Optimized,
            Reused = made.Reused,
            Warning = made.Warning,
            CorrelationId = made.CorrelationId,
        };
    }
}
