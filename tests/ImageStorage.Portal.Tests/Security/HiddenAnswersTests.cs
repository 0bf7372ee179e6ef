using System.Net.Http.Json;

namespace ImageStorage.Portal.Security;

/// <summary>What the teacher expects is for those who own the assignment.</summary>
public sealed class HiddenAnswersTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    private const string Secret = "quokka-4711";

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

        var shown = await client.GetStringAsync(path.Replace("{id}", assignment.AssignmentId, StringComparison.Ordinal), TestContext.Current.CancellationToken);

        Assert.DoesNotContain(Secret, shown, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Caller.Owner)]
    [InlineData(Caller.Admin)]
    public async Task Answer_shown_to_its_owner_is_there(Caller caller)
    {
        var assignment = await fixture.MakeAsync(Secret);

        var shown = await (await fixture.AsAsync(caller)).GetStringAsync($"/api/v1/assignments/{assignment.AssignmentId}", TestContext.Current.CancellationToken);

        Assert.Contains(Secret, shown, StringComparison.Ordinal);
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
}
