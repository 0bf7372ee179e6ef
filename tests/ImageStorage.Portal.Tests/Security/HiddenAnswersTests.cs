using System.Net;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace ImageStorage.Portal.Security;

/// <summary>Expected answers are visible to the assignment's owner, and to a student only after answering.</summary>
public sealed class HiddenAnswersTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const string Secret = "quokka-4711";
    private const string OtherSecret = "bilby-0042";

    [Theory]
    [InlineData("/assignments", Caller.Anonymous)]
    [InlineData("/assignments", Caller.Student)]
    [InlineData("/assignments/{id}", Caller.Anonymous)]
    [InlineData("/assignments/{id}", Caller.Student)]
    [InlineData("/assignments/{id}", Caller.Teacher)]
    [InlineData("/complete/{id}", Caller.Student)]
    [InlineData("/api/v1/assignments", Caller.Anonymous)]
    [InlineData("/api/v1/assignments", Caller.Student)]
    [InlineData("/api/v1/assignments", Caller.Teacher)]
    [InlineData("/api/v1/assignments/{id}", Caller.Anonymous)]
    [InlineData("/api/v1/assignments/{id}", Caller.Student)]
    [InlineData("/api/v1/assignments/{id}", Caller.Teacher)]
    [InlineData("/api/v1/assignments/{id}/completions/me", Caller.Student)]
    public async Task Answer_shown_to_one_who_does_not_own_it_is_not_there(string path, Caller caller)
    {
        var assignment = await fixture.MakeAsync(Secret);
        var client = await fixture.AsAsync(caller);

        var shown = await client.GetStringAsync(
            path.Replace("{id}", assignment.AssignmentId, StringComparison.Ordinal), TestContext.Current.CancellationToken);

        Assert.DoesNotContain(Secret, shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Caller.Anonymous)]
    [InlineData(Caller.Student)]
    [InlineData(Caller.Teacher)]
    public async Task Answer_is_in_nothing_that_can_be_read_by_one_who_does_not_own_it(Caller caller)
    {
        var assignment = await fixture.MakeAsync(Secret);
        var client = await fixture.AsAsync(caller);
        string[] queries = ["", "?text=test", "?teacher=t-1", "?again=true", "?handler=Status", "?handler=AddQuestion", "?pageSize=200"];
        // Read from the mapped endpoints, so that new routes are tested too.
        var paths = fixture.Portal.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Select(endpoint => "/" + endpoint.RoutePattern.RawText!.TrimStart('/').Replace("{id?}", "{id}", StringComparison.Ordinal)
                .Replace("{id}", assignment.AssignmentId, StringComparison.Ordinal).Replace("{documentName}", "v1", StringComparison.Ordinal))
            .Append("/complete").Distinct().ToList();
        Assert.Contains("/openapi/v1.json", paths);

        foreach (var path in paths.SelectMany(path => queries.Select(query => path + query)))
        {
            using var answer = await client.GetAsync(path, TestContext.Current.CancellationToken);
            var text = $"{answer.Headers}{await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}";
            Assert.False(text.Contains(Secret, StringComparison.Ordinal), path);
        }
    }

    [Theory]
    [InlineData("/assignments?text={answer}", Caller.Student)]
    [InlineData("/api/v1/assignments?text={answer}", Caller.Student)]
    [InlineData("/assignments?text={answer}", Caller.Anonymous)]
    public async Task Search_for_an_answer_does_not_find_the_assignment_that_expects_it(string path, Caller caller)
    {
        var assignment = await fixture.MakeAsync(Secret);

        Assert.DoesNotContain(
            assignment.AssignmentId, await ShownAsync(path.Replace("{answer}", Secret, StringComparison.Ordinal), caller, assignment),
            StringComparison.Ordinal);
    }

    [Fact]
    public async Task Form_that_is_refused_is_shown_again_without_any_answer()
    {
        var assignment = await MakeTwoAsync();
        var client = await fixture.AsAsync(Caller.Student);
        var path = $"/complete/{assignment.AssignmentId}";
        var fields = new Dictionary<string, string>
        {
            ["Answers[0].Id"] = "1",
            ["Answers[0].Text"] = " ",
            ["__RequestVerificationToken"] = await PortalFixture.FormTokenAsync(client, path),
        };
        using var answer = await client.PostAsync(path, new FormUrlEncodedContent(fields), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var shown = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Secret, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(OtherSecret, shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Caller.Owner)]
    [InlineData(Caller.Admin)]
    public async Task Answer_shown_to_its_owner_is_there(Caller caller)
    {
        var assignment = await fixture.MakeAsync(Secret);

        var client = await fixture.AsAsync(caller);
        var shown = await client.GetStringAsync($"/api/v1/assignments/{assignment.AssignmentId}", TestContext.Current.CancellationToken);

        Assert.Contains(Secret, shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/assignments/{id}")]
    [InlineData("/complete/{id}")]
    [InlineData("/api/v1/assignments/{id}")]
    [InlineData("/api/v1/assignments/{id}/completions/me")]
    public async Task Answer_shown_to_a_student_who_has_submitted_is_that_of_the_question_answered_and_no_other(string path)
    {
        var assignment = await MakeTwoAsync();
        using (await SubmitAsync(Caller.Student, assignment))
        {
        }

        var shown = await ShownAsync(path, Caller.Student, assignment);

        Assert.Contains(Secret, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(OtherSecret, shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/assignments/{id}", Caller.OtherStudent)]
    [InlineData("/complete/{id}", Caller.OtherStudent)]
    [InlineData("/api/v1/assignments/{id}", Caller.OtherStudent)]
    [InlineData("/api/v1/assignments/{id}/completions/me", Caller.OtherStudent)]
    [InlineData("/assignments/{id}", Caller.Anonymous)]
    [InlineData("/assignments/{id}", Caller.Teacher)]
    [InlineData("/api/v1/assignments/{id}", Caller.Anonymous)]
    [InlineData("/api/v1/assignments/{id}", Caller.Teacher)]
    [InlineData("/api/v1/assignments", Caller.Student)]
    [InlineData("/assignments", Caller.Student)]
    public async Task Answer_that_a_student_has_unlocked_stays_hidden_from_others_and_in_lists(string path, Caller caller)
    {
        var assignment = await MakeTwoAsync();
        using (await SubmitAsync(Caller.Student, assignment))
        {
        }

        Assert.DoesNotContain(Secret, await ShownAsync(path, caller, assignment), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submission_is_answered_with_what_was_expected_of_it_alone()
    {
        using var answer = await SubmitAsync(Caller.Student, await MakeTwoAsync());

        var shown = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains(Secret, shown, StringComparison.Ordinal);
        Assert.DoesNotContain(OtherSecret, shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submission_that_is_refused_unlocks_nothing()
    {
        var assignment = await MakeTwoAsync();
        using var refused = await SubmitAsync(Caller.Student, assignment, question: "no such question");

        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.DoesNotContain(Secret, await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, await ShownAsync("/api/v1/assignments/{id}", Caller.Student, assignment), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Question_that_takes_the_place_of_an_answered_one_keeps_its_answer_hidden()
    {
        var assignment = await MakeTwoAsync();
        using (await SubmitAsync(Caller.Student, assignment))
        {
        }

        var questions = new { questionAnswers = new[] { new { question = "Something new?", answer = "numbat-2342" } } };
        using (var changed = await (await fixture.AsAsync(Caller.Owner)).PutAsJsonAsync(
            $"/api/v1/assignments/{assignment.AssignmentId}/questions", questions, TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);

        Assert.DoesNotContain("numbat-2342", await ShownAsync("/api/v1/assignments/{id}", Caller.Student, assignment), StringComparison.Ordinal);
        Assert.DoesNotContain("numbat-2342", await ShownAsync("/assignments/{id}", Caller.Student, assignment), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_of_another_student_are_not_there()
    {
        var assignment = await fixture.MakeAsync();
        var path = $"/api/v1/assignments/{assignment.AssignmentId}/completions";
        using var sent = await (await fixture.AsAsync(Caller.Student)).PostAsJsonAsync(
            path, new { answers = new Dictionary<string, string> { ["1"] = "wombat-0815" } }, TestContext.Current.CancellationToken);

        var own = await (await fixture.AsAsync(Caller.Student)).GetStringAsync(path + "/me", TestContext.Current.CancellationToken);
        var others = await (await fixture.AsAsync(Caller.OtherStudent)).GetStringAsync(path + "/me", TestContext.Current.CancellationToken);

        Assert.Contains("wombat-0815", own, StringComparison.Ordinal);
        Assert.Equal("[]", others);
    }

    private Task<Assignment> MakeTwoAsync() => fixture.Portal.Storage.Assignments.CreateAsync(
        new NewAssignmentRequest
        {
            Prompt = "A test",
            TeacherId = "t-1",
            QuestionAnswers = [new QuestionAnswer("1", "What is it?", Secret), new QuestionAnswer("2", "What else?", OtherSecret)],
        },
        TestContext.Current.CancellationToken);

    private async Task<HttpResponseMessage> SubmitAsync(Caller caller, Assignment assignment, string question = "1") =>
        await (await fixture.AsAsync(caller)).PostAsJsonAsync(
            $"/api/v1/assignments/{assignment.AssignmentId}/completions",
            new { answers = new Dictionary<string, string> { [question] = "no idea" } }, TestContext.Current.CancellationToken);

    private async Task<string> ShownAsync(string path, Caller caller, Assignment assignment) => await (await fixture.AsAsync(caller)).GetStringAsync(
        path.Replace("{id}", assignment.AssignmentId, StringComparison.Ordinal), TestContext.Current.CancellationToken);
}
