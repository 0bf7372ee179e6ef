using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Portal;

/// <summary>Servers of this process say nothing on its console, where the tests' results are read.</summary>
internal static class Quiet
{
    /// <summary>Takes the loggers and the message at start off a server that is being composed.</summary>
    public static void Join(WebApplicationBuilder builder)
    {
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton(TextWriter.Null);
    }
}
