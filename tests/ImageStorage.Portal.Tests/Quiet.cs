using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Portal;

/// <summary>Keeps the servers of this process from writing to the console, which shows the test results.</summary>
internal static class Quiet
{
    /// <summary>Removes the loggers and the start message from a server under construction.</summary>
    public static void Join(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TextWriter.Null);
    }
}
