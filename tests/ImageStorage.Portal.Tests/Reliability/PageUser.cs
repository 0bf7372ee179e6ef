using System.Net;
using System.Text.RegularExpressions;

namespace ImageStorage.Portal.Reliability;

/// <summary>A signed-in user of the pages, without a browser.</summary>
internal sealed partial class PageUser : IDisposable
{
    private readonly HttpClient _client;
    private readonly string _token;

    private PageUser(HttpClient client, string token) => (_client, _token) = (client, token);

    public static async Task<PageUser> SignInAsync(Uri portal, string role, string name)
    {
        var client = new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = portal };
        var fields = new Dictionary<string, string>
        {
            ["Name"] = name,
            ["Role"] = role,
            ["__RequestVerificationToken"] = await PortalFixture.FormTokenAsync(client, "/signin"),
        };
        using var answer = await client.PostAsync("/signin", new FormUrlEncodedContent(fields));
        Assert.Equal(HttpStatusCode.Found, answer.StatusCode);
        return new PageUser(client, await PortalFixture.FormTokenAsync(client, "/signout"));
    }

    public Task<HttpResponseMessage> GetAsync(string path) => _client.GetAsync(path, CancellationToken.None);

    public Task<HttpResponseMessage> PostAsync(string path, IEnumerable<KeyValuePair<string, string>> fields) => _client.PostAsync(
        path, new FormUrlEncodedContent([.. fields, new("__RequestVerificationToken", _token)]), CancellationToken.None);

    /// <summary>Checks the page of an unavailable store: status, a message that says what to do, and the correlation id.</summary>
    /// <returns>The page.</returns>
    public static async Task<string> AssertClearAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout, $"The status is {answer.StatusCode}.");
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        var page = WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(CancellationToken.None));
        Assert.Contains("role=\"alert\"", page, StringComparison.Ordinal);
        Assert.Contains("Try again in a moment.", page, StringComparison.Ordinal);
        Assert.Matches(CorrelationId(), page);
        // The page must not name the store or its address, which only administrators need.
        Assert.DoesNotContain("mongo", page, StringComparison.OrdinalIgnoreCase);
        return page;
    }

    public void Dispose() => _client.Dispose();

    [GeneratedRegex("<code>[0-9a-f]{32}</code>")]
    private static partial Regex CorrelationId();
}
