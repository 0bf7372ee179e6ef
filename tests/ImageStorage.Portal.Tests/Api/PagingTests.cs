using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ImageStorage.Portal.Api;

/// <summary>Paging through a list.</summary>
public sealed class PagingTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(45)]
    [InlineData(200)]
    public async Task Pages_read_one_after_another_while_others_insert_skip_and_repeat_nothing(int pageSize)
    {
        const int Before = 45;
        var teacher = $"paging-{pageSize}";
        var made = new List<string>();
        for (var index = 0; index < Before; index++)
            made.Add(await MakeAsync(teacher));
        var client = await fixture.AsAsync(Caller.Anonymous);
        var read = new List<string>();
        string? cursor = null;
        do
        {
            var page = await client.GetFromJsonAsync<JsonElement>(
                $"/api/v1/assignments?teacher={teacher}&pageSize={pageSize}" + (cursor is null ? "" : "&cursor=" + cursor),
                TestContext.Current.CancellationToken);
            var items = page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("assignmentId").GetString()!).ToList();
            Assert.InRange(items.Count, 0, pageSize);
            read.AddRange(items);
            cursor = page.TryGetProperty("next", out var next) ? next.GetString() : null;
            await MakeAsync(teacher);
        }
        while (cursor is not null);

        Assert.Equal(read.Distinct(), read);
        Assert.Equal(made.Order(StringComparer.Ordinal), read.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Pages_hold_the_newest_first()
    {
        for (var index = 0; index < 3; index++)
            await MakeAsync("newest");

        var page = await (await fixture.AsAsync(Caller.Anonymous)).GetFromJsonAsync<JsonElement>(
            "/api/v1/assignments?teacher=newest", TestContext.Current.CancellationToken);

        var times = page.GetProperty("items").EnumerateArray().Select(item => item.GetProperty("createdAt").GetDateTimeOffset()).ToList();
        Assert.Equal(3, times.Count);
        Assert.Equal(times.OrderDescending(), times);
    }

    [Theory]
    [InlineData("cursor=no-cursor", "cursor")]
    [InlineData("cursor=%F0%9F%98%80", "cursor")]
    [InlineData("cursor=OTk5OTk5OTk5OTk5OTk5OTk5OTph", "cursor")]
    [InlineData("pageSize=0", "pageSize")]
    [InlineData("pageSize=201", "pageSize")]
    public async Task Page_that_cannot_be_named_is_a_problem_at_its_field(string query, string field)
    {
        var client = await fixture.AsAsync(Caller.Anonymous);
        using var answer = await client.GetAsync("/api/v1/assignments?" + query, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.NotEmpty(problem.GetProperty("errors").GetProperty(field).EnumerateArray());
    }

    private async Task<string> MakeAsync(string teacher) => (await fixture.Portal.Storage.Assignments.CreateAsync(
        new NewAssignmentRequest { Prompt = "A test", TeacherId = teacher, QuestionAnswers = [] },
        TestContext.Current.CancellationToken)).AssignmentId;
}
