using Amazon.AutoScaling;
using ImageStorage.Aws;
using ImageStorage.Diagnostics;
using ImageStorage.Infrastructure;
using ImageStorage.Infrastructure.Checks;
using ImageStorage.Resilience;
using ImageStorage.Scaling;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Composition;

/// <summary>Joins the judgement of scaling with what it reads.</summary>
internal static class ScalingComposition
{
    public static ScalingService Compose(
        ImageStorageConfiguration configuration, IMetricService metrics, OperationRunner operations, ILogger logger, TimeProvider time, Uri? endpoint = null) => new(
            metrics,
            new Lazy<IAmazonAutoScaling>(() => AwsClients.CreateAutoScaling(configuration, endpoint)),
            new CheckCalls(new ResilientCalls("service", logger, time)),
            operations);
}
