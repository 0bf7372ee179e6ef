using System.Security.Claims;
using ImageStorage.Portal.Api.Contracts;
using ImageStorage.Portal.Configuration;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImageStorage.Portal.Api;

/// <summary>Create, list, get, change and delete assignments.</summary>
internal static class AssignmentEndpoints
{
    private const int DefaultPageSize = 24;

    /// <summary>Maps the endpoints.</summary>
    public static void MapAssignments(this RouteGroupBuilder api)
    {
        api.MapPost("/assignments", CreateAsync).RequireAuthorization(Policies.Teacher).WithRequestTimeout(RequestTimes.GenerationPolicy)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status429TooManyRequests)
            .WithSummary("Creates an assignment, with a picture unless noImage is true.");
        api.MapGet("/assignments", ListAsync).RequireAuthorization(Policies.Show)
            .WithSummary("Lists assignments, newest first, a page at a time.");
        api.MapGet("/assignments/{id}", GetAsync).RequireAuthorization(Policies.Show).ProducesProblem(StatusCodes.Status404NotFound)
            .WithSummary("Gets an assignment. Its owner sees all answers; a student sees those of the questions that the student has answered.");
        api.MapDelete("/assignments/{id}", DeleteAsync).RequireAuthorization(Policies.Teacher).AddEndpointFilter<OwnerFilter>()
            .ProducesProblem(StatusCodes.Status404NotFound).WithSummary("Removes an assignment, its students' answers and its picture.");
        api.MapPut("/assignments/{id}/questions", SetQuestionsAsync).RequireAuthorization(Policies.Teacher).AddEndpointFilter<OwnerFilter>()
            .ProducesProblem(StatusCodes.Status404NotFound).ProducesProblem(StatusCodes.Status409Conflict)
            .WithSummary("Replaces an assignment's questions. A question without an id keeps the id of one with the same text, or gets a new id.");
    }

    private static async Task<Results<Created<CreatedContract>, ValidationProblem, ProblemHttpResult>> CreateAsync(
        NewAssignmentContract request, ClaimsPrincipal caller, AssignmentCreation creation, GenerationLimit limit, HttpResponse response,
        CancellationToken cancellationToken)
    {
        var errors = RequestRules.Check(request);
        if (errors.Count > 0)
            return TypedResults.ValidationProblem(errors);
        if ((!request.NoImage || request.GenerateQuestions) && limit.Refuse(caller, response) is { } refusal)
            return refusal;

        var created = await creation.CreateAsync(request, caller, cancellationToken);
        return TypedResults.Created($"{ApiServices.Path}/assignments/{created.Assignment.AssignmentId}", created);
    }

    private static async Task<Results<Ok<AssignmentPageContract>, ValidationProblem>> ListAsync(
        string? teacher, string? text, string? cursor, int? pageSize, ClaimsPrincipal caller, IImageStorage storage,
        CancellationToken cancellationToken)
    {
        AssignmentCursor? after = null;
        var errors = RequestRules.CheckList(text, teacher, pageSize);
        if (cursor is not null && !PageCursor.TryParse(cursor, out after))
            errors["cursor"] = ["Send the value of 'next' from the previous page, or leave it out."];
        if (errors.Count > 0)
            return TypedResults.ValidationProblem(errors);

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
        var errors = RequestRules.CheckQuestions(request.QuestionAnswers);
        if (errors.Count > 0)
            return TypedResults.ValidationProblem(errors);

        var known = (await storage.Assignments.GetAsync(id, cancellationToken)).QuestionAnswers;
        var changed = await storage.Assignments.SetQuestionsAsync(id, RequestRules.ToRecord(request.QuestionAnswers, known), cancellationToken);
        return TypedResults.Ok(changed.For(caller));
    }
}
