using Amazon.Runtime;

namespace ImageStorage.Aws.Protocol;

/// <summary>The answers to a request that is asked again for each further page.</summary>
/// <param name="ask">Asks for the page that a token names; the first page for null.</param>
/// <param name="next">The token of the page after an answer; null or empty after the last.</param>
internal sealed class Pages<TResponse>(Func<string?, CancellationToken, Task<TResponse>> ask, Func<TResponse, string?> next)
    where TResponse : AmazonWebServiceResponse
{
    /// <summary>The answers in their order.</summary>
    public IAsyncEnumerable<TResponse> Responses => ReadAsync();

    private async IAsyncEnumerable<TResponse> ReadAsync(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        string? token = null;
        do
        {
            var response = await ask(token, cancellationToken).ConfigureAwait(false);
            yield return response;
            var following = next(response);
            // A service that names the same page again would be asked for ever.
            if (following is not null && following == token)
                throw new AmazonClientException("The service named the same page twice.");
            token = following;
        }
        while (!string.IsNullOrEmpty(token));
    }
}
