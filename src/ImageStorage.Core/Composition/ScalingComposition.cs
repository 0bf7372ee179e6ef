using Amazon.AutoScaling;
using ImageStorage.Aws;
using ImageStorage.Diagnostics;
using ImageStorage.Infrastructure.Checks;
using ImageStorage.Resilience;
using ImageStorage.Scaling;

namespace ImageStorage.Composition;

/// <summary>Composes the judgement of scaling.</summary>
internal static class ScalingComposition
{
    public static ScalingService Compose(ServiceContext context, IMetricService metrics, Uri? endpoint = null) => new(
        metrics,
        new Lazy<IAmazonAutoScaling>(() => AwsClients.CreateAutoScaling(context.Configuration, endpoint)),
        new CheckCalls(new ResilientCalls("service", context.Logger, context.Time)),
        context.Operations);
}
