using Amazon.CloudWatch;
using ImageStorage.Aws;
using ImageStorage.Diagnostics;
using ImageStorage.Metrics;
using ImageStorage.Resilience;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Composition;

/// <summary>Joins the reading of metrics with its clients, which are made when they are first asked.</summary>
internal static class MetricComposition
{
    public static MetricService Compose(ImageStorageConfiguration configuration, OperationRunner operations, ILogger logger, TimeProvider time, Uri? endpoint = null) => new(
        new Lazy<IAmazonCloudWatch>(() => AwsClients.CreateCloudWatch(configuration, endpoint)),
        new Lazy<IAmazonCloudWatch>(() => AwsClients.CreateCloudWatchOfCloudFront(configuration, endpoint)),
        configuration.S3BucketName,
        new ResilientCalls("service", logger, time),
        operations,
        time);
}
