using System.Collections.Concurrent;
using System.Net.Http.Headers;
using System.Text.RegularExpressions;
using ImageStorage.Portal.Browser;

namespace ImageStorage.Portal;

/// <summary>One portal for the tests of a class, with a client per caller that has a cookie for pages and a token for the API.</summary>
public sealed partial class PortalFixture : IAsyncLifetime
{
    private const string Tokens =
        "student:s-1=student-token-0001;student:s-2=student-token-0002;"
        + "teacher:t-2=teacher-token-0002;teacher:t-1=teacher-token-0001;admin:a-1=admin-token-000001";

    private readonly ConcurrentDictionary<Caller, Task<HttpClient>> _clients = [];
    private PortalServer? _portal;

    internal PortalServer Portal => _portal ?? throw new InvalidOperationException("The portal is not running.");

    public async ValueTask InitializeAsync()
    {
        _portal = await PortalServer.StartAsync($"--Portal:ApiTokens={Tokens}", "--Portal:GenerationsPerMinute=1000");
        // The first check opens the store, which may take longer on a busy machine than the time limit of a health check.
        await Portal.Storage.Health.CheckAsync(TimeSpan.FromSeconds(60), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients.Values)
            (await client).Dispose();
        await Portal.DisposeAsync();
    }

    /// <summary>A client that does not follow redirects.</summary>
    public Task<HttpClient> AsAsync(Caller caller) => _clients.GetOrAdd(caller, SignInAsync);

    /// <summary>The antiforgery token of a page's form.</summary>
    public static async Task<string> FormTokenAsync(HttpClient client, string page) =>
        FormToken().Match(await client.GetStringAsync(page)).Groups["token"].Value;

    /// <summary>Creates an assignment of the owner, without a picture.</summary>
    internal async Task<Assignment> MakeAsync(string answer = "an answer") => await Portal.Storage.Assignments.CreateAsync(
        new NewAssignmentRequest { Prompt = "A test", TeacherId = "t-1", QuestionAnswers = [new QuestionAnswer("1", "What is it?", answer)] },
        CancellationToken.None);

    private async Task<HttpClient> SignInAsync(Caller caller)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = Portal.Address };
        if (caller == Caller.Anonymous)
            return client;

        var (role, name, token) = caller switch
        {
            Caller.Student => ("student", "s-1", "student-token-0001"),
            Caller.OtherStudent => ("student", "s-2", "student-token-0002"),
            Caller.Teacher => ("teacher", "t-2", "teacher-token-0002"),
            Caller.Owner => ("teacher", "t-1", "teacher-token-0001"),
            _ => ("admin", "a-1", "admin-token-000001"),
        };
        var fields = new Dictionary<string, string>
        {
            ["Name"] = name,
            ["Role"] = role,
            ["__RequestVerificationToken"] = await FormTokenAsync(client, "/signin"),
        };
        using var answer = await client.PostAsync("/signin", new FormUrlEncodedContent(fields));
        Assert.Equal(System.Net.HttpStatusCode.Found, answer.StatusCode);
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return client;
    }

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<token>[^\"]+)\"")]
    private static partial Regex FormToken();
}
