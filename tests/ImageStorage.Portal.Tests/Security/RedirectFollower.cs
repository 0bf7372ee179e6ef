using System.Net;

namespace ImageStorage.Portal.Security;

/// <summary>Follows redirects as browsers do, including those from https to the test provider's http.</summary>
internal sealed class RedirectFollower(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MaxRedirects = 10;

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var answer = await base.SendAsync(request, cancellationToken);
        for (var followed = 0; answer is { StatusCode: HttpStatusCode.Found, Headers.Location: { } location } && followed < MaxRedirects; followed++)
        {
            var target = new Uri(answer.RequestMessage!.RequestUri!, location);
            answer.Dispose();
            answer = await base.SendAsync(new HttpRequestMessage(HttpMethod.Get, target), cancellationToken);
        }

        return answer;
    }
}
