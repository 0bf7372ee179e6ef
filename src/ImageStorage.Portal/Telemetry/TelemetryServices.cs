using ImageStorage.Portal.Configuration;
using ImageStorage.Portal.Security;

namespace ImageStorage.Portal.Telemetry;

/// <summary>Counters and durations for a collector that reads Prometheus' text format.</summary>
internal static class TelemetryServices
{
    private const string ContentType = "text/plain; version=0.0.4; charset=utf-8";

    /// <summary>Adds what listens to the meters.</summary>
    public static void AddTelemetry(this IServiceCollection services)
    {
        services.AddMetrics();
        services.AddSingleton<MeterReadings>();
    }

    /// <summary>Maps <c>/metrics</c>, and begins to listen: what is counted before is not read.</summary>
    public static void MapTelemetry(this IEndpointRouteBuilder endpoints)
    {
        endpoints.ServiceProvider.GetRequiredService<MeterReadings>().Start();
        endpoints.MapGet(PortalPaths.Metrics, (MeterReadings readings) => TypedResults.Text(PrometheusText.Of(readings.Read()), ContentType))
            .RequireAuthorization(Policies.Metrics).ExcludeFromDescription();
    }
}
