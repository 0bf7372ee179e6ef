using ImageStorage.Portal.Configuration;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Hosting;

/// <summary>
/// Goes on serving for a while after the signal to stop, so that callers move to other instances before the listener closes: connections that
/// the kernel has accepted and the server has not are lost then. <c>/health</c> and <c>/health/ready</c> say 503 from the first moment on, and each answer ends its connection.
/// </summary>
internal sealed partial class Draining(IOptions<PortalOptions> portal, IHostApplicationLifetime lifetime, ILogger<Draining> logger) : IHostedLifecycleService
{
    /// <summary>Called before the server is stopped.</summary>
    public async Task StoppingAsync(CancellationToken cancellationToken)
    {
        // A host that is stopped without a signal announces the stop only after this call.
        lifetime.StopApplication();
        if (portal.Value.DrainDuration == TimeSpan.Zero)
            return;

        LogBegun(portal.Value.DrainDuration.TotalSeconds);
        // When the time is over, the server goes on to finish the running requests.
        await Task.Delay(portal.Value.DrainDuration, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    [LoggerMessage(LogLevel.Information, "Ending. New requests are served for {Seconds} s more, while /health and /health/ready say 503.")]
    private partial void LogBegun(double seconds);
}
