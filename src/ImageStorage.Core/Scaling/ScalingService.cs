using System.Text.RegularExpressions;
using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;
using ImageStorage.Diagnostics;
using ImageStorage.Infrastructure.Checks;
using ImageStorage.Metrics;

namespace ImageStorage.Scaling;

/// <inheritdoc />
internal sealed partial class ScalingService(
    IMetricService metrics, Lazy<IAmazonAutoScaling> client, CheckCalls calls, OperationRunner operations) : IScalingService
{
    private const string Permission = "autoscaling:DescribeScalingActivities";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public Task<IReadOnlyList<InfrastructureCheck>> TestAsync(ScalingRequest request, CancellationToken cancellationToken) => operations.RunAsync(
        "TestScaling", null, (correlationId, token) => JudgeAsync(request, correlationId, token), cancellationToken);

    private async Task<IReadOnlyList<InfrastructureCheck>> JudgeAsync(
        ScalingRequest request, string correlationId, CancellationToken cancellationToken)
    {
        var points = await metrics.GetAsync(Query(request), cancellationToken).ConfigureAwait(false);
        var course = new ScalingCourse(points, await LaunchesAsync(request, cancellationToken).ConfigureAwait(false));
        return
        [
            .. new ScalingVerdict(course, request).Findings().Select(judged => new InfrastructureCheck
            {
                Name = judged.Name,
                Area = judged.Area,
                Status = judged.Finding.Status,
                Expected = judged.Finding.Expected,
                Actual = judged.Finding.Actual,
                Detail = judged.Finding.Detail,
                Remedy = judged.Finding.Remedy,
                CorrelationId = correlationId,
            }),
        ];
    }

    private async Task<IReadOnlyList<InstanceLaunch>?> LaunchesAsync(ScalingRequest request, CancellationToken cancellationToken)
    {
        try
        {
            var launched = await ActivitiesAsync(request, cancellationToken).ConfigureAwait(false);
            return await Task.WhenAll(launched.Select(launch => ReadCanariesAsync(request, launch.Id, launch.At, cancellationToken)))
                .ConfigureAwait(false);
        }
        catch (CheckNotMadeException)
        {
            return null;
        }
    }

    /// <summary>The instances launched in the time range. Activities are listed latest first.</summary>
    private async Task<List<(string Id, DateTimeOffset At)>> ActivitiesAsync(ScalingRequest request, CancellationToken cancellationToken)
    {
        var launched = new List<(string Id, DateTimeOffset At)>();
        var asked = new DescribeScalingActivitiesRequest { AutoScalingGroupName = request.GroupName };
        do
        {
            var page = await calls.AskAsync(
                Permission, request.GroupName, token => client.Value.DescribeScalingActivitiesAsync(asked, token), cancellationToken)
                .ConfigureAwait(false);
            foreach (var activity in page!.Activities ?? [])
            {
                if (activity.StartTime is not { } start || start.ToUniversalTime() > request.To.UtcDateTime)
                    continue;
                if (start.ToUniversalTime() < request.From.UtcDateTime)
                    return launched;
                if (Launch().Match(activity.Description ?? "") is { Success: true } match)
                    launched.Add((match.Groups["id"].Value, new DateTimeOffset(start.ToUniversalTime())));
            }

            asked.NextToken = page.NextToken;
        }
        while (!string.IsNullOrEmpty(asked.NextToken));
        return launched;
    }

    private async Task<InstanceLaunch> ReadCanariesAsync(
        ScalingRequest request, string instanceId, DateTimeOffset at, CancellationToken cancellationToken)
    {
        var canaries = await metrics.GetAsync(
            Query(request) with
            {
                Sources = [MetricSource.ImageStorage],
                Names = [OwnMetrics.StartCanaries, OwnMetrics.StartCanaryFailures],
                InstanceId = instanceId,
            },
            cancellationToken).ConfigureAwait(false);
        return new InstanceLaunch(instanceId, at, Sum(OwnMetrics.StartCanaries), Sum(OwnMetrics.StartCanaryFailures));

        double Sum(string name) => canaries.Where(point => point.Name == name).Sum(point => point.Value);
    }

    private static MetricQuery Query(ScalingRequest request) => new()
    {
        Sources = request.DistributionId is null
            ? [MetricSource.AutoScaling, MetricSource.ImageStorage]
            : [MetricSource.AutoScaling, MetricSource.ImageStorage, MetricSource.CloudFront],
        From = request.From,
        To = request.To,
        Period = Minute,
        GroupName = request.GroupName,
        BucketName = request.BucketName,
        DistributionId = request.DistributionId,
    };

    /// <summary>https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-verify-scaling-activity.html</summary>
    [GeneratedRegex("^Launching a new EC2 instance: (?<id>i-[0-9a-z]+)")]
    private static partial Regex Launch();
}
