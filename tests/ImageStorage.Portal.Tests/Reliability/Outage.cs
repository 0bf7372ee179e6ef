using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json;

namespace ImageStorage.Portal.Reliability;

/// <summary>How long a store is gone, and how long its users wait. <c>IMAGESTORAGE_OUTAGE_SECONDS=30</c> gives each outage that long.</summary>
internal static class Outage
{
    public const int Users = 20;

    /// <summary>How long an answer may take: the time-out of a store's operation, and what a busy machine needs to say so.</summary>
    public static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(60);

    /// <summary>How long after the store is back something must succeed.</summary>
    public static readonly TimeSpan Settling = TimeSpan.FromSeconds(60);

    /// <summary>How long the store is gone.</summary>
    /// <param name="seconds">Unless the environment says another number.</param>
    public static TimeSpan Duration(int seconds) => TimeSpan.FromSeconds(
        Environment.GetEnvironmentVariable("IMAGESTORAGE_OUTAGE_SECONDS") is { } wanted ? int.Parse(wanted, CultureInfo.InvariantCulture) : seconds);

    /// <summary>Holds a problem that tells of a store that is gone to what scripts need: a status, an error id, a sentence, the correlation id.</summary>
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
