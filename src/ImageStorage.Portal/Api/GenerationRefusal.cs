using System.Security.Claims;
using ImageStorage.Portal.Errors;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ImageStorage.Portal.Api;

/// <summary>Holds the API's callers to <see cref="GenerationLimit"/>.</summary>
internal static class GenerationRefusal
{
    /// <summary>Takes one generation off the caller's allowance.</summary>
    /// <returns>What to answer when it is used up; null when it is not.</returns>
    public static ProblemHttpResult? Refuse(this GenerationLimit limit, ClaimsPrincipal caller, HttpResponse response)
    {
        if (limit.TryTake(caller, out var wait))
            return null;

        Problems.SetRetryAfter(response, wait);
        return TypedResults.Problem(Problems.Refusal(
            StatusCodes.Status429TooManyRequests, "TooManyGenerations",
            $"You have had as much generated as a minute allows. Wait {Math.Ceiling(wait.TotalSeconds)} seconds."));
    }
}
