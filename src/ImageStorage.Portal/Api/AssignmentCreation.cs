using System.Diagnostics;
using System.Security.Claims;
using ImageStorage.Portal.Api.Contracts;
using ImageStorage.Portal.Security;

namespace ImageStorage.Portal.Api;

/// <summary>Makes assignments and pictures for the API, and reports how long each stage took.</summary>
internal sealed class AssignmentCreation(IImageStorage storage, TimeProvider timeProvider)
{
    /// <summary>Makes an assignment. Questions come first: without them the picture would be paid for nothing.</summary>
    public async Task<CreatedContract> CreateAsync(NewAssignmentContract request, ClaimsPrincipal teacher, CancellationToken cancellationToken)
    {
        if (request.AssignmentId is { } wanted)
            AssignmentId.Validate(wanted);
        var questions = request.GenerateQuestions
            ? await storage.Completions.GenerateQuestionsAsync(request.Prompt, modelId: null, cancellationToken)
            : RequestRules.ToRecord(request.QuestionAnswers ?? [], known: []);
        if (!request.NoImage)
        {
            var picture = new NewImageRequest
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
            return await MakeAsync(picture, teacher, cancellationToken);
        }

        // The core's operation joins the activity that is current, and shares its id.
        using var activity = Activity.Current is null ? new Activity(nameof(CreateAsync)).SetIdFormat(ActivityIdFormat.W3C).Start() : null;
        var correlationId = Activity.Current!.TraceId.ToHexString();
        var clock = new StageClock(timeProvider);
        var plain = new NewAssignmentRequest
        {
            AssignmentId = request.AssignmentId,
            Prompt = request.Prompt,
            TeacherId = teacher.Id(),
            QuestionAnswers = questions,
        };
        var assignment = await storage.Assignments.CreateAsync(plain, cancellationToken);
        return new CreatedContract { Assignment = assignment.For(teacher), DurationsMs = clock.Read(), CorrelationId = correlationId };
    }

    /// <summary>Makes a picture with its record.</summary>
    public async Task<CreatedContract> MakeAsync(NewImageRequest request, ClaimsPrincipal teacher, CancellationToken cancellationToken)
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
