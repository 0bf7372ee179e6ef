using System.Net;
using System.Text;
using System.Text.Json;

namespace ImageStorage.Portal.Api;

/// <summary>The response to an invalid request body.</summary>
public sealed class BadRequestTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Theory]
    [InlineData("{}")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("""{"prompt":5}""")]
    [InlineData("""{"prompt":null}""")]
    [InlineData("""{"prompt":"","noImage":true}""")]
    [InlineData("""{"prompt":"p","noImage":true,"seed":1}""")]
    [InlineData("""{"prompt":"p","seed":-1}""")]
    [InlineData("""{"prompt":"p","unknown":1}""")]
    [InlineData("""{"prompt":"p","questionAnswers":[null]}""")]
    [InlineData("""{"prompt":"p","questionAnswers":[{"question":"q"}]}""")]
    [InlineData("""{"prompt":"p","noImage":true,"assignmentId":"../x"}""")]
    public async Task Assignment_that_cannot_be_made_is_a_problem(string body)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        var client = await fixture.AsAsync(Caller.Owner);
        using var answer = await client.PostAsync("/api/v1/assignments", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        using var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(400, problem.RootElement.GetProperty("status").GetInt32());
        Assert.NotEmpty(problem.RootElement.GetProperty("correlationId").GetString()!);
        Assert.NotEmpty(problem.RootElement.GetProperty("errorId").GetString()!);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"answers":{}}""")]
    [InlineData("""{"answers":{"1":null}}""")]
    [InlineData("""{"answers":{"no such question":"x"}}""")]
    public async Task Answers_that_cannot_be_scored_are_a_problem(string body)
    {
        var assignment = await fixture.MakeAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var answer = await (await fixture.AsAsync(Caller.Student)).PostAsync(
            $"/api/v1/assignments/{assignment.AssignmentId}/completions", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
    }
}
