using Amazon.Runtime;
using ImageStorage.Resilience;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>Asks services on behalf of checks: tries again while that may help, and reports every failure as what the check lacks.</summary>
internal sealed class CheckCalls(ResilientCalls calls)
{
    /// <summary>Asks one thing.</summary>
    /// <param name="permission">The IAM action that it needs, for the log and for a caller who lacks it.</param>
    /// <param name="subject">What is asked about.</param>
    /// <param name="callAsync">Asks.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <param name="absent">The service's codes for what is not there.</param>
    /// <returns>The answer; null when the service says that it is not there.</returns>
    /// <exception cref="CheckNotMadeException">The service did not answer, or refused.</exception>
    public async Task<T?> AskAsync<T>(
        string permission, string subject, Func<CancellationToken, Task<T>> callAsync, CancellationToken cancellationToken, params string[] absent)
        where T : class
    {
        try
        {
            return await calls.RunAsync(
                calls.Begin(permission, subject),
                async token =>
                {
                    try
                    {
                        var answer = await callAsync(token).ConfigureAwait(false);
                        if (IsOfNoService(answer))
                            throw CheckErrors.Foreign(permission);
                        return answer;
                    }
                    catch (Exception exception) when (!token.IsCancellationRequested)
                    {
                        if (CheckErrors.IsAny(exception, absent))
                            return null;
                        throw CheckErrors.From(exception, permission);
                    }
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (ImageStorageException exception)
        {
            throw CheckErrors.ToNotMade(exception, permission);
        }
    }

    /// <summary>
    /// Every answer of a service has its request id; one that a proxy or a sign-in page gave in its place, with success, has none. Some
    /// stores that speak S3 have none either, but do not answer a question with nothing. The length alone proves nothing: S3 sends many an
    /// answer in chunks, without one.
    /// </summary>
    private static bool IsOfNoService(object answer) =>
        answer is AmazonWebServiceResponse { ResponseMetadata: not { RequestId.Length: > 0 } } response
        && (response.GetType().Namespace != "Amazon.S3.Model" || response.ContentLength == 0);
}
