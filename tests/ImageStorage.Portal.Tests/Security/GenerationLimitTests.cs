using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ImageStorage.Portal.Browser;

namespace ImageStorage.Portal.Security;

/// <summary>A limit of two generations per minute and teacher, which pages and API share.</summary>
public sealed class GenerationLimitTests : IAsyncLifetime
{
    private PortalServer _portal = null!;

    public async ValueTask InitializeAsync() => _portal = await PortalServer.StartAsync(
        "--Portal:GenerationsPerMinute=2", "--Portal:ApiTokens=teacher:t-1=teacher-token-0001;teacher:t-2=teacher-token-0002");

    public async ValueTask DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Api_beyond_the_allowance_says_when_to_come_again()
    {
        using var client = Client("teacher-token-0001");
        using var first = await GenerateAsync(client);
        using var second = await GenerateAsync(client);
        using var third = await GenerateAsync(client);

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (first.StatusCode, second.StatusCode));
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
        Assert.InRange(third.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        var problem = await third.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal("TooManyGenerations", problem.GetProperty("errorId").GetString());
    }

    [Fact]
    public async Task Picture_made_anew_is_a_generation_too()
    {
        using var client = Client("teacher-token-0001");
        using var first = await GenerateAsync(client);
        var created = await first.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        var id = created.GetProperty("assignment").GetProperty("assignmentId");
        using var second = await client.PostAsJsonAsync($"/api/v1/assignments/{id}/image", new { }, TestContext.Current.CancellationToken);
        using var third = await client.PostAsJsonAsync($"/api/v1/assignments/{id}/image", new { }, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, third.StatusCode);
    }

    [Fact]
    public async Task Another_teacher_has_an_allowance_of_their_own()
    {
        using var client = Client("teacher-token-0001");
        using var other = Client("teacher-token-0002");
        for (var spent = 0; spent < 3; spent++)
            (await GenerateAsync(client)).Dispose();

        using var answer = await GenerateAsync(other);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task Assignment_without_a_picture_takes_nothing_off_the_allowance()
    {
        using var client = Client("teacher-token-0001");
        for (var made = 0; made < 3; made++)
        {
            using var answer = await client.PostAsJsonAsync(
                "/api/v1/assignments", new { prompt = "p", noImage = true }, TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        }
    }

    [Fact]
    public async Task Page_beyond_what_the_api_has_spent_keeps_what_was_typed_and_says_when_to_come_again()
    {
        using var client = Client("teacher-token-0001");
        for (var spent = 0; spent < 2; spent++)
            (await GenerateAsync(client)).Dispose();
        var token = await PortalFixture.FormTokenAsync(client, "/signin");
        using (await client.PostAsync(
            "/signin", Form(token, ("Name", "t-1"), ("Role", "teacher")), TestContext.Current.CancellationToken))
        {
        }

        token = await PortalFixture.FormTokenAsync(client, "/create");
        using var answer = await client.PostAsync(
            "/create", Form(token, ("AssignmentId", "limited"), ("Prompt", "a lake at dusk"), ("Picture", "Generate")),
            TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.InRange(answer.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
        Assert.Contains("a lake at dusk", await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static FormUrlEncodedContent Form(string token, params (string Name, string Value)[] fields) =>
        new([.. fields.Select(field => KeyValuePair.Create(field.Name, field.Value)), new("__RequestVerificationToken", token)]);

    private static Task<HttpResponseMessage> GenerateAsync(HttpClient client) =>
        client.PostAsJsonAsync("/api/v1/assignments", new { prompt = "a lake" }, TestContext.Current.CancellationToken);

    private HttpClient Client(string token) => new()
    {
        BaseAddress = _portal.Address,
        DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", token) },
    };
}
