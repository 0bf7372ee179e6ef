using System.Security.Claims;
using ImageStorage.Portal.Api.Contracts;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImageStorage.Portal.Api;

/// <summary>Students' answers: students submit and read their own, the assignment's owner reads all.</summary>
internal static class CompletionEndpoints
{
    /// <summary>Maps the endpoints.</summary>
    public static void MapCompletions(this RouteGroupBuilder api)
    {
        api.MapPost("/assignments/{id}/completions", CompleteAsync).RequireAuthorization(Policies.Student)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Scores a student's answers and returns the expected ones. The best score of each question is kept.");
        api.MapGet("/assignments/{id}/completions/me", ListOwnAsync).RequireAuthorization(Policies.Student)
            .ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Lists the caller's own answers and scores, with the expected answers.");
        api.MapGet("/assignments/{id}/completions", ListAllAsync).RequireAuthorization(Policies.Teacher).AddEndpointFilter<OwnerFilter>()
            .ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Lists all students' answers and scores, for the assignment's owner.");
    }

    private static async Task<Results<Ok<CompletionContract>, ValidationProblem>> CompleteAsync(
        string id, AnswersContract request, ClaimsPrincipal caller, IImageStorage storage, CancellationToken cancellationToken)
    {
        var errors = RequestRules.Check(request);
        if (errors.Count > 0)
            return TypedResults.ValidationProblem(errors);

        var completion = new CompletionRequest { AssignmentId = id, StudentId = caller.Id(), Answers = request.Answers };
        var completed = await storage.Completions.CompleteAsync(completion, cancellationToken);
        return TypedResults.Ok(completed.ToContract(await storage.Assignments.GetAsync(id, cancellationToken)));
    }

    private static Task<Ok<IAsyncEnumerable<StudentAnswerContract>>> ListOwnAsync(
        string id, ClaimsPrincipal caller, IImageStorage storage, CancellationToken cancellationToken) =>
        ListAsync(id, caller.Id(), storage, cancellationToken);

    private static Task<Ok<IAsyncEnumerable<StudentAnswerContract>>> ListAllAsync(
        string id, IImageStorage storage, CancellationToken cancellationToken) =>
        ListAsync(id, studentId: null, storage, cancellationToken);

    private static async Task<Ok<IAsyncEnumerable<StudentAnswerContract>>> ListAsync(
        string id, string? studentId, IImageStorage storage, CancellationToken cancellationToken)
    {
        var assignment = await storage.Assignments.GetAsync(id, cancellationToken);
        return TypedResults.Ok(storage.Completions.ListAsync(id, studentId, cancellationToken).Select(answer => answer.ToContract(assignment)));
    }
}
