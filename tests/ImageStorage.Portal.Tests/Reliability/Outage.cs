using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ImageStorage.Portal.Reliability;

/// <summary>The length of outages and the time limits for responses. <c>IMAGESTORAGE_OUTAGE_SECONDS=30</c> sets the length.</summary>
internal static class Outage
{
    public const int Users = 20;

    /// <summary>The longest time to a response: the timeout of a store operation, with a margin for a busy machine.</summary>
    public static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(60);

    /// <summary>The longest time until an operation succeeds after the store is back.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(60);

    /// <summary>The length of an outage.</summary>
    /// <param name="seconds">The default, unless the environment variable is set.</param>
    public static TimeSpan Duration(int seconds) => TimeSpan.FromSeconds(
        Environment.GetEnvironmentVariable("IMAGESTORAGE_OUTAGE_SECONDS") is { } wanted ? int.Parse(wanted, CultureInfo.InvariantCulture) : seconds);

    /// <summary>Checks the problem of an unavailable store: status, error id, message and correlation id.</summary>
    public static async Task AssertClearAsync(HttpResponseMessage answer)
    {
        Assert.True(answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout, $"The status is {answer.StatusCode}.");
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>();
        Assert.Matches("^[0-9a-f]{32}$", problem.GetProperty("correlationId").GetString());
        Assert.StartsWith("Storage", problem.GetProperty("errorId").GetString(), StringComparison.Ordinal);
        Assert.NotEqual("", problem.GetProperty("detail").GetString());
    }
}
