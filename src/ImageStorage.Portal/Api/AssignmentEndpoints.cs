using System.Security.Claims;
using ImageStorage.Portal.Api.Contracts;
using ImageStorage.Portal.Configuration;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImageStorage.Portal.Api;

/// <summary>Assignments: made, listed, shown, changed and removed.</summary>
internal static class AssignmentEndpoints
{
    private const int DefaultPageSize = 24;

    /// <summary>Maps them.</summary>
    public static void MapAssignments(this RouteGroupBuilder api)
    {
        api.MapPost("/assignments", CreateAsync).RequireAuthorization(Policies.Teacher).WithRequestTimeout(RequestTimes.GenerationPolicy)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithSummary("Makes an assignment, with a picture unless noImage is true.");
        api.MapGet("/assignments", ListAsync).RequireAuthorization(Policies.Show)
            .WithSummary("Lists assignments, newest first, a page at a time.");
        api.MapGet("/assignments/{id}", GetAsync).RequireAuthorization(Policies.Show).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Shows an assignment. Answers are there for those who own it, and for a student those of the questions that the student has answered.");
        api.MapDelete("/assignments/{id}", DeleteAsync).RequireAuthorization(Policies.Teacher).AddEndpointFilter<OwnerFilter>()
            .ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Removes an assignment, its students' answers and its picture.");
        api.MapPut("/assignments/{id}/questions", SetQuestionsAsync).RequireAuthorization(Policies.Teacher).AddEndpointFilter<OwnerFilter>()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Replaces an assignment's questions. One without an id is known by its text, or else gets an id that none has had.");
    }

    private static async Task<Results<Created<CreatedContract>, ValidationProblem, ProblemHttpResult>> CreateAsync(
        NewAssignmentContract request, ClaimsPrincipal caller, AssignmentCreation creation, GenerationLimit limit, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var mistakes = RequestRules.Check(request);
        if (mistakes.Count > 0)
            return TypedResults.ValidationProblem(mistakes);
        if ((!request.NoImage || request.GenerateQuestions) && limit.Refuse(caller, response) is { } refusal)
            return refusal;

        var created = await creation.CreateAsync(request, caller, cancellationToken);
        return TypedResults.Created($"{ApiServices.Path}/assignments/{created.Assignment.AssignmentId}", created);
    }

    private static async Task<Results<Ok<AssignmentPageContract>, ValidationProblem>> ListAsync(
        string? teacher, string? text, string? cursor, int? pageSize, ClaimsPrincipal caller, IImageStorage storage, CancellationToken cancellationToken)
    {
        AssignmentCursor? after = null;
        var mistakes = RequestRules.CheckList(text, teacher, pageSize);
        if (cursor is not null && !PageCursor.TryParse(cursor, out after))
            mistakes["cursor"] = ["Send the text that the page before gave as 'next', or leave it out."];
        if (mistakes.Count > 0)
            return TypedResults.ValidationProblem(mistakes);

        var query = new AssignmentQuery { TeacherId = teacher, Text = text, PageSize = pageSize ?? DefaultPageSize, After = after };
        var page = await storage.Assignments.ListPageAsync(query, cancellationToken);
        return TypedResults.Ok(new AssignmentPageContract(
            [.. page.Items.Select(assignment => assignment.For(caller))], page.Next is { } next ? PageCursor.ToText(next) : null));
    }

    private static async Task<Ok<AssignmentContract>> GetAsync(
        string id, ClaimsPrincipal caller, IImageStorage storage, CancellationToken cancellationToken)
    {
        var assignment = await storage.Assignments.GetAsync(id, cancellationToken);
        return TypedResults.Ok(assignment.For(caller, await storage.ReadableAsync(assignment, caller, cancellationToken)));
    }

    private static async Task<NoContent> DeleteAsync(string id, IImageStorage storage, CancellationToken cancellationToken)
    {
        await storage.Assignments.RemoveAsync(id, cancellationToken);
        return TypedResults.NoContent();
    }

    private static async Task<Results<Ok<AssignmentContract>, ValidationProblem>> SetQuestionsAsync(
        string id, QuestionsContract request, ClaimsPrincipal caller, IImageStorage storage, CancellationToken cancellationToken)
    {
        var mistakes = RequestRules.CheckQuestions(request.QuestionAnswers);
        if (mistakes.Count > 0)
            return TypedResults.ValidationProblem(mistakes);

        var known = (await storage.Assignments.GetAsync(id, cancellationToken)).QuestionAnswers;
        var changed = await storage.Assignments.SetQuestionsAsync(id, RequestRules.ToRecord(request.QuestionAnswers, known), cancellationToken);
        return TypedResults.Ok(changed.For(caller));
    }
}
