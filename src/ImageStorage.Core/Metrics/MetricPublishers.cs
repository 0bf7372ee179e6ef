using System.Collections.Concurrent;
using Amazon.CloudWatch;
using ImageStorage.Aws;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Metrics;

/// <summary>The publishers of this process, one for each bucket of each account, and their last send when the process ends.</summary>
internal sealed class MetricPublishers
{
    // A process that ends after one cmdlet has counters to send too, but its end must not be delayed longer than this.
    private static readonly TimeSpan AtTheEnd = TimeSpan.FromSeconds(2);

    private readonly ConcurrentDictionary<(string Bucket, string Region, string? Profile), Lazy<MetricPublisher>> _started = [];

    private readonly Uri? _endpoint;

    /// <param name="endpoint">CloudWatch's endpoint; null for the region's, or the one of the AWS configuration.</param>
    public MetricPublishers(Uri? endpoint = null)
    {
        _endpoint = endpoint;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => FlushAtTheEnd();
    }

    /// <summary>Starts to send the counters of a bucket on AWS; does nothing for a bucket elsewhere.</summary>
    public void Start(ImageStorageConfiguration configuration, ILogger logger, TimeProvider timeProvider)
    {
        if (configuration.S3BucketName is { } bucket && (_endpoint is not null || AwsPresence.IsThere(configuration, "CLOUDWATCH")))
        {
            _ = _started.GetOrAdd(
                (bucket, configuration.AwsRegion, configuration.ProfileName),
                _ => new Lazy<MetricPublisher>(() => new MetricPublisher(
                    new Lazy<IAmazonCloudWatch>(() => AwsClients.CreateCloudWatch(configuration, _endpoint)), bucket, logger, timeProvider))).Value;
        }
    }

    /// <summary>Sends the counters of all buckets in parallel.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task FlushAsync(CancellationToken cancellationToken) =>
        Task.WhenAll(_started.Values.Select(publisher => publisher.Value.FlushAsync(cancellationToken)));

    /// <summary>Sends the counters, and returns within two seconds even when CloudWatch does not answer.</summary>
    public void FlushAtTheEnd()
    {
        using var timeout = new CancellationTokenSource(AtTheEnd);
#pragma warning disable VSTHRD002 // The process ends when this returns, so it cannot be awaited; there is no context that could deadlock.
        ((Task)Task.Run(() => FlushAsync(timeout.Token)).WaitAsync(AtTheEnd))
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing).GetAwaiter().GetResult();
#pragma warning restore VSTHRD002
    }
}
