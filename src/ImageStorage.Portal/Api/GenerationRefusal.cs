using System.Security.Claims;
using ImageStorage.Portal.Errors;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImageStorage.Portal.Api;

/// <summary>Applies <see cref="GenerationLimit"/> to the API's callers.</summary>
internal static class GenerationRefusal
{
    /// <summary>Counts one generation against the caller's limit.</summary>
    /// <returns>The response when the limit is reached; null when it is not.</returns>
    public static ProblemHttpResult? Refuse(this GenerationLimit limit, ClaimsPrincipal caller, HttpResponse response)
    {
        if (limit.TryTake(caller, out var wait))
            return null;

        Problems.SetRetryAfter(response, wait);
        return TypedResults.Problem(Problems.Refusal(
            StatusCodes.Status429TooManyRequests, "TooManyGenerations",
            $"You have reached the limit of generations per minute. Try again in {Math.Ceiling(wait.TotalSeconds)} seconds."));
    }
}
