using System.Globalization;
using Amazon.AutoScaling;
using Amazon.AutoScaling.Model;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>The Auto Scaling group of the portal.</summary>
internal sealed class GroupChecks(Lazy<IAmazonAutoScaling> client, CheckCalls calls) : ICheckFamily
{
    private const string Remedy = "Run terraform apply, which sets it again.";

    // The processes without which the group neither follows its load nor replaces what fails.
    private static readonly string[] Needed = ["AddToLoadBalancer", "AlarmNotification", "HealthCheck", "Launch", "ReplaceUnhealthy", "Terminate"];

    public IEnumerable<Check> Checks(InfrastructureRequest request, CancellationToken stop)
    {
        var expected = request.Expectations;
        if (expected.GroupName is not { } name)
        {
            return CheckNames.Group.Select(check => Check.NotNamed(
                request, check, CheckArea.Compute, "The Auto Scaling group is not known.", "Give -GroupName or -TerraformOutput."));
        }

        var group = new Reading<AutoScalingGroup?>(token => ReadAsync(name, token), stop);
        return
        [
            new(
                CheckNames.GroupCapacity,
                CheckArea.Compute,
                async token => Capacity(name, await group.GetAsync(token).ConfigureAwait(false), expected)),
            Make(CheckNames.GroupHealth, HealthAsync),
            Make(CheckNames.GroupZones, ZonesAsync),
            Make(CheckNames.GroupScaling, (found, token) => ScalingAsync(found, expected.CpuTargetPercent, token)),
        ];

        Check Make(string check, Func<AutoScalingGroup, CancellationToken, Task<Finding>> judgeAsync) => new(
            check,
            CheckArea.Compute,
            async token =>
            {
                var found = await group.GetAsync(token).ConfigureAwait(false)
                    ?? throw CheckNotMadeException.Skipped($"There is no Auto Scaling group '{name}'.");
                return await judgeAsync(found, token).ConfigureAwait(false);
            });
    }

    private async Task<AutoScalingGroup?> ReadAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await calls.AskAsync(
            "autoscaling:DescribeAutoScalingGroups",
            name,
            token => client.Value.DescribeAutoScalingGroupsAsync(
                new DescribeAutoScalingGroupsRequest { AutoScalingGroupNames = [name] }, token),
            cancellationToken).ConfigureAwait(false);
        return answer!.AutoScalingGroups?.FirstOrDefault(group => group.AutoScalingGroupName == name);
    }

    private static Finding Capacity(string name, AutoScalingGroup? group, InfrastructureExpectations expectations)
    {
        var fewest = expectations.MinInstances?.ToString(CultureInfo.InvariantCulture) ?? "1 or more";
        var most = expectations.MaxInstances?.ToString(CultureInfo.InvariantCulture) ?? "any number";
        var expected = $"{fewest} to {most}";
        if (group is null)
        {
            return Finding.Failed(
                expected, "none", $"There is no Auto Scaling group '{name}'.",
                "Check -GroupName, or create the infrastructure with terraform apply.");
        }

        var actual = string.Create(CultureInfo.InvariantCulture, $"{group.MinSize} to {group.MaxSize}, {group.DesiredCapacity} desired");
        var isRight = group.MinSize == (expectations.MinInstances ?? Math.Max(1, group.MinSize ?? 0))
            && group.MaxSize == (expectations.MaxInstances ?? group.MaxSize);
        if (!isRight)
            return Finding.Failed(expected, actual, $"The group '{name}' has {actual} instances.", Remedy);
        return group.DesiredCapacity == group.MaxSize && group.MaxSize > group.MinSize
            ? Finding.Warning(
                expected, actual, $"The group '{name}' has grown to its largest size, {group.MaxSize}, and cannot grow further.",
                "Look at its CPU with Get-ImageMetric -Source AutoScaling, and raise max_instances.")
            : Finding.Passed(expected, actual, $"The group '{name}' has {actual} instances.");
    }

    private static Task<Finding> HealthAsync(AutoScalingGroup group, CancellationToken cancellationToken)
    {
        var instances = group.Instances ?? [];
        var healthy = instances.Count(IsHealthy);
        var desired = group.DesiredCapacity
            ?? throw CheckNotMadeException.Unknown("Auto Scaling's answer does not include the number of instances that are desired.");
        var expected = $"{desired} healthy";
        var actual = $"{healthy} healthy of {instances.Count}";
        return Task.FromResult(healthy >= desired
            ? Finding.Passed(expected, actual, $"The group '{group.AutoScalingGroupName}' has {actual} instances.")
            : healthy > 0
                ? Finding.Warning(
                    expected, actual, $"The group '{group.AutoScalingGroupName}' has {actual} instances in service, of {desired} desired.",
                    "Wait some minutes; then look at the group's activities and at the instances' logs.")
                : Finding.Failed(
                    expected, actual, $"The group '{group.AutoScalingGroupName}' has no healthy instance in service.",
                    "Look at the group's activities and at the instances' logs."));
    }

    private static Task<Finding> ZonesAsync(AutoScalingGroup group, CancellationToken cancellationToken)
    {
        const string Expected = "two or more";
        var listed = group.AvailabilityZones
            ?? throw CheckNotMadeException.Unknown("Auto Scaling's answer does not include the group's zones.");
        string[] zones = [.. listed.Distinct().Order(StringComparer.Ordinal)];
        string[] used = [.. (group.Instances ?? []).Where(IsHealthy).Select(instance => instance.AvailabilityZone ?? "").Distinct()];
        var actual = string.Join(", ", zones);
        return Task.FromResult((zones.Length, used.Length, group.DesiredCapacity) switch
        {
            ( < 2, _, _) => Finding.Failed(Expected, actual, $"The group '{group.AutoScalingGroupName}' is in one zone alone ({actual}).", Remedy),
            (_, 1, >= 2) => Finding.Warning(
                Expected, actual, $"All healthy instances of the group '{group.AutoScalingGroupName}' are in {used[0]}.",
                "Auto Scaling balances them by itself, unless a zone has no capacity: look at the group's activities."),
            _ => Finding.Passed(Expected, actual, $"The group '{group.AutoScalingGroupName}' is in {zones.Length} zones."),
        });
    }

    private async Task<Finding> ScalingAsync(AutoScalingGroup group, double target, CancellationToken cancellationToken)
    {
        var expected = string.Create(CultureInfo.InvariantCulture, $"target tracking at {target:0.##} % CPU");
        var policies = await calls.AskAsync(
            "autoscaling:DescribePolicies", group.AutoScalingGroupName!,
            token => PoliciesAsync(group.AutoScalingGroupName!, token), cancellationToken).ConfigureAwait(false);
        var tracking = policies!.FirstOrDefault(
            policy => policy.TargetTrackingConfiguration?.PredefinedMetricSpecification?.PredefinedMetricType == "ASGAverageCPUUtilization");
        if (tracking is null)
            return Finding.Failed(expected, "none", $"The group '{group.AutoScalingGroupName}' does not follow its CPU use.", Remedy);
        if (tracking.Enabled is false)
        {
            return Finding.Failed(
                expected, "disabled", $"The policy '{tracking.PolicyName}' of the group '{group.AutoScalingGroupName}' is disabled.", Remedy);
        }

        string[] suspended =
        [
            .. (group.SuspendedProcesses ?? [])
                .Select(process => process.ProcessName)
                .OfType<string>()
                .Intersect(Needed)
                .Order(StringComparer.Ordinal),
        ];
        if (suspended.Length > 0)
        {
            return Finding.Failed(
                expected, "suspended: " + string.Join(", ", suspended),
                $"Somebody suspended {string.Join(", ", suspended)} of the group '{group.AutoScalingGroupName}': it does not follow its load.",
                $"Run aws autoscaling resume-processes --auto-scaling-group-name {group.AutoScalingGroupName}.");
        }

        var actual = string.Create(
            CultureInfo.InvariantCulture, $"target tracking at {tracking.TargetTrackingConfiguration!.TargetValue:0.##} % CPU");
        return Finding.Compare($"The group '{group.AutoScalingGroupName}'", "the scaling policy", expected, actual, Remedy);
    }

    private async Task<List<ScalingPolicy>> PoliciesAsync(string group, CancellationToken cancellationToken)
    {
        var pages = client.Value.Paginators.DescribePolicies(new DescribePoliciesRequest { AutoScalingGroupName = group }).Responses;
        var policies = new List<ScalingPolicy>();
        await foreach (var page in pages.WithCancellation(cancellationToken).ConfigureAwait(false))
            policies.AddRange(page.ScalingPolicies ?? []);
        return policies;
    }

    private static bool IsHealthy(Instance instance) => instance is { HealthStatus: "Healthy", LifecycleState: "InService" };
}
