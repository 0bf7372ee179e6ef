using Amazon.Runtime;

namespace ImageStorage.Aws.Protocol;

/// <summary>The answers to a request that is sent again for each page.</summary>
/// <param name="ask">Requests the page of a token; the first page for null.</param>
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
            // A service that returns the same token again would cause an endless loop.
            if (following is not null && following == token)
                throw new AmazonClientException("The service returned the same page token twice.");
            token = following;
        }
        while (!string.IsNullOrEmpty(token));
    }
}
