using System.Security.Claims;
using ImageStorage.Portal.Api.Contracts;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImageStorage.Portal.Api;

/// <summary>Students' answers: sent and read by themselves, and read by whoever owns the assignment.</summary>
internal static class CompletionEndpoints
{
    /// <summary>Maps them.</summary>
    public static void MapCompletions(this RouteGroupBuilder api)
    {
        api.MapPost("/assignments/{id}/completions", CompleteAsync).RequireAuthorization(Policies.Student)
            .ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Scores a student's answers; the best score of each question is kept.");
        api.MapGet("/assignments/{id}/completions/me", ListOwn).RequireAuthorization(Policies.Student)
            .WithSummary("The caller's own answers and scores.");
        api.MapGet("/assignments/{id}/completions", ListAll).RequireAuthorization(Policies.Teacher).AddEndpointFilter<OwnerFilter>()
            .ProducesProblem(StatusCodes.Status404NotFound).WithSummary("All students' answers and scores, for those who own the assignment.");
    }

    private static async Task<Results<Ok<CompletionContract>, ValidationProblem>> CompleteAsync(
        string id, AnswersContract request, ClaimsPrincipal caller, IImageStorage storage, CancellationToken cancellationToken)
    {
        var mistakes = RequestRules.Check(request);
        if (mistakes.Count > 0)
            return TypedResults.ValidationProblem(mistakes);

        var completion = new CompletionRequest { AssignmentId = id, StudentId = caller.Id(), Answers = request.Answers };
        return TypedResults.Ok((await storage.Completions.CompleteAsync(completion, cancellationToken)).ToContract());
    }

    private static Ok<IAsyncEnumerable<StudentAnswerContract>> ListOwn(
        string id, ClaimsPrincipal caller, IImageStorage storage, CancellationToken cancellationToken) =>
        TypedResults.Ok(storage.Completions.ListAsync(id, caller.Id(), cancellationToken).Select(AssignmentViews.ToContract));

    private static Ok<IAsyncEnumerable<StudentAnswerContract>> ListAll(string id, IImageStorage storage, CancellationToken cancellationToken) =>
        TypedResults.Ok(storage.Completions.ListAsync(id, studentId: null, cancellationToken).Select(AssignmentViews.ToContract));
}
