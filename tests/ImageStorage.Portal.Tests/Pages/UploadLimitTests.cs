using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ImageStorage.Portal.Browser;

namespace ImageStorage.Portal.Pages;

/// <summary>Pages and API state the configured upload limit.</summary>
public sealed class UploadLimitTests : IAsyncLifetime
{
    private const string Limit = "976.6 KiB";

    private PortalServer _portal = null!;

    public async ValueTask InitializeAsync() => _portal = await PortalServer.StartAsync(
        "--Portal:MaxUploadBytes=1000000", "--Portal:ApiTokens=teacher:t-1=teacher-token-0001");

    public async ValueTask DisposeAsync() => await _portal.DisposeAsync();

    [Fact]
    public async Task Page_of_a_body_that_is_too_large_tells_the_limit_that_is_set()
    {
        using var client = new HttpClient { BaseAddress = _portal.Address };
        // The server refuses the request by its Content-Length, before the client sends the body.
        client.DefaultRequestHeaders.ExpectContinue = true;
        using var content = new ByteArrayContent(new byte[3_000_000])
        {
            Headers = { ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=b") },
        };

        using var answer = await client.PostAsync("/create", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains($"A picture can have at most {Limit}.", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Problem_of_a_picture_that_is_too_large_tells_the_limit_that_is_set()
    {
        var assignment = await _portal.Storage.Assignments.CreateAsync(
            new NewAssignmentRequest { Prompt = "A test", TeacherId = "t-1", QuestionAnswers = [] }, TestContext.Current.CancellationToken);
        using var client = new HttpClient
        {
            BaseAddress = _portal.Address,
            DefaultRequestHeaders = { Authorization = new AuthenticationHeaderValue("Bearer", "teacher-token-0001") },
        };
        using var content = new ByteArrayContent(new byte[1_100_000]) { Headers = { ContentType = new MediaTypeHeaderValue("image/png") } };

        using var answer = await client.PostAsync(
            $"/api/v1/assignments/{assignment.AssignmentId}/image", content, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        Assert.Equal($"The picture is larger than {Limit}. Make it smaller and send it again.", problem.GetProperty("detail").GetString());
    }
}
