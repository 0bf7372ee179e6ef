using Amazon.CloudWatch;
using ImageStorage.Aws;
using ImageStorage.Diagnostics;
using ImageStorage.Metrics;
using ImageStorage.Resilience;

namespace ImageStorage.Composition;

/// <summary>Composes the reading of metrics. Its clients are made at their first request.</summary>
internal static class MetricComposition
{
    public static MetricService Compose(ServiceContext context, Uri? endpoint = null) => new(
        new Lazy<IAmazonCloudWatch>(() => AwsClients.CreateCloudWatch(context.Configuration, endpoint)),
        new Lazy<IAmazonCloudWatch>(() => AwsClients.CreateCloudWatchOfCloudFront(context.Configuration, endpoint)),
        context.Configuration.S3BucketName,
        new ResilientCalls("service", context.Logger, context.Time),
        context.Operations,
        context.Time);
}
