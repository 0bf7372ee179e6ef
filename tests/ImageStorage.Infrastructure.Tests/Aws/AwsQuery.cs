using System.Net.Http.Headers;
using System.Xml.Linq;

namespace ImageStorage.Infrastructure.Aws;

/// <summary>Asks a server in AWS's query protocol.</summary>
/// <param name="server">The server, which looks whom a request is for, and not who asks.</param>
internal sealed class AwsQuery(Uri server) : IDisposable
{
    private readonly HttpClient _client = new();

    /// <summary>The answer's XML.</summary>
    /// <param name="service">The service's name in signatures, and the version of its interface: <c>iam 2010-05-08</c>.</param>
    /// <param name="action">What is asked.</param>
    /// <param name="parameters">Of whom.</param>
    public async Task<XElement> AskAsync(string service, string action, params (string Name, string Value)[] parameters)
    {
        var (name, version) = service.Split(' ') is [var first, var second] ? (first, second) : throw new ArgumentException(service, nameof(service));
        using var request = new HttpRequestMessage(HttpMethod.Post, server)
        {
            Content = new FormUrlEncodedContent([new("Action", action), new("Version", version), .. parameters.Select(one => KeyValuePair.Create(one.Name, one.Value))]),
        };
        request.Headers.Authorization = new AuthenticationHeaderValue(
            "AWS4-HMAC-SHA256", $"Credential=test/20260101/us-east-1/{name}/aws4_request, SignedHeaders=host, Signature=0");
        using var answer = await _client.SendAsync(request, TestContext.Current.CancellationToken);
        var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{action}: {body}");
        return XElement.Parse(body);
    }

    /// <summary>The texts of all elements of a name, wherever they are.</summary>
    public static IEnumerable<string> Texts(XElement answer, string name) => Elements(answer, name).Select(element => element.Value);

    /// <summary>All elements of a name, wherever they are.</summary>
    public static IEnumerable<XElement> Elements(XElement answer, string name) => answer.Descendants().Where(element => element.Name.LocalName == name);

    public void Dispose() => _client.Dispose();
}
