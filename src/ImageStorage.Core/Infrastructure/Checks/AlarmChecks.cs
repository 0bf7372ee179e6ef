using System.Globalization;
using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>The alarms: each is there, reads what it should, fires when it should and notifies somebody.</summary>
internal sealed class AlarmChecks(Lazy<IAmazonCloudWatch> client, Lazy<IAmazonCloudWatch> edge, CheckCalls calls) : ICheckFamily
{
    private const string Remedy = "Run terraform apply, which sets the alarm again.";

    // Those of the classes that the lifecycle moves images to, and that an alarm on one class alone would miss.
    private static readonly string[] StorageTypes = ["StandardStorage", "StandardIAStorage", "GlacierInstantRetrievalStorage"];

    public IEnumerable<Check> Checks(InfrastructureRequest request, CancellationToken stop)
    {
        var expected = request.Expectations;
        yield return Make(AlarmRules.UploadFailures, expected.Alarms.UploadFailures, request);
        yield return Make(AlarmRules.CacheHitRatio, expected.Alarms.CacheHitRatio, request);
        yield return Make(AlarmRules.BucketQuota, expected.Alarms.BucketQuota, request);
        yield return Make(AlarmRules.ClientErrorRate, expected.Alarms.ClientErrorRate, request);
    }

    private Check Make(AlarmRule rule, AlarmExpectation? alarm, InfrastructureRequest request)
    {
        if (alarm is not null)
            return new(rule.CheckName, CheckArea.Monitoring, token => JudgeAsync(rule, alarm, request.Expectations, token));
        return request.Expectations.Alarms.AreListed
            ? Check.Skipped(rule.CheckName, CheckArea.Monitoring, $"The stack has no alarm on {rule.Subject}.")
            : Check.NotNamed(
                request, rule.CheckName, CheckArea.Monitoring, $"The name of the alarm on {rule.Subject} is not known.",
                "Give -TerraformOutput, whose output alarm_names has it.");
    }

    private async Task<Finding> JudgeAsync(
        AlarmRule rule, AlarmExpectation expected, InfrastructureExpectations expectations, CancellationToken cancellationToken)
    {
        var threshold = expected.Threshold ?? rule.Threshold;
        var wanted = Describe(
            rule.ComparisonOperator, threshold, rule.Period, rule.DatapointsToAlarm, rule.EvaluationPeriods, rule.TreatMissingData);
        var service = (rule.IsAtTheEdge ? edge : client).Value;
        var answer = await calls.AskAsync(
            "cloudwatch:DescribeAlarms",
            expected.Name,
            token => service.DescribeAlarmsAsync(
                new DescribeAlarmsRequest { AlarmNames = [expected.Name], AlarmTypes = ["MetricAlarm"] }, token),
            cancellationToken).ConfigureAwait(false);
        var alarm = answer!.MetricAlarms?.FirstOrDefault(found => found.AlarmName == expected.Name);
        if (alarm is null)
            return Finding.Failed(wanted, "none", $"There is no alarm '{expected.Name}' on {rule.Subject}.", Remedy);

        var period = alarm.Period ?? alarm.Metrics?.Select(metric => metric.MetricStat?.Period).FirstOrDefault(found => found is not null);
        var actual = Describe(
            alarm.ComparisonOperator, alarm.Threshold, period, alarm.DatapointsToAlarm ?? alarm.EvaluationPeriods, alarm.EvaluationPeriods,
            alarm.TreatMissingData ?? "missing");
        string[] wrong =
        [
            .. actual == wanted ? [] : new[] { $"is {actual} instead of {wanted}" },
            .. Actions(alarm, expected.Action),
            .. Reads(alarm, rule, expectations),
        ];
        if (wrong.Length > 0)
        {
            return Finding.Failed(
                wanted,
                actual == wanted ? $"{actual}; {string.Join("; ", wrong)}" : actual,
                $"The alarm '{expected.Name}' on {rule.Subject} {string.Join("; it ", wrong)}.",
                Remedy);
        }

        return alarm.StateValue == "ALARM"
            ? Finding.Warning(
                wanted, actual, $"The alarm '{expected.Name}' on {rule.Subject} is as it should be, and it is raised: {alarm.StateReason}",
                "Look at the dashboard, or at Get-ImageMetric.")
            : Finding.Passed(wanted, actual, $"The alarm '{expected.Name}' on {rule.Subject} is as it should be.");
    }

    private static IEnumerable<string> Actions(MetricAlarm alarm, string? action)
    {
        if (alarm.ActionsEnabled is false)
            yield return "has its actions disabled";
        if (action is null ? alarm.AlarmActions is null or [] : alarm.AlarmActions?.Contains(action) is not true)
            yield return action is null ? "notifies nobody" : $"does not notify {action}";
    }

    private static IEnumerable<string> Reads(MetricAlarm alarm, AlarmRule rule, InfrastructureExpectations expectations)
    {
        Metric[] metrics =
        [
            .. (alarm.Metrics ?? []).Select(query => query.MetricStat?.Metric).OfType<Metric>(),
            .. alarm.MetricName is null
                ? []
                : new[] { new Metric { Namespace = alarm.Namespace, MetricName = alarm.MetricName, Dimensions = alarm.Dimensions } },
        ];
        foreach (var name in rule.Metrics)
        {
            var read = metrics.Where(metric => metric.Namespace == rule.Namespace && metric.MetricName == name).ToArray();
            if (read.Length == 0)
                yield return $"does not read {rule.Namespace} {name}";
            else if (Other(read, rule, expectations) is { } other)
                yield return $"reads {name} of {other}";
        }

        if (rule == AlarmRules.BucketQuota)
        {
            string[] missing = [.. StorageTypes.Except(metrics.Select(metric => Dimension(metric, "StorageType")).OfType<string>())];
            if (missing.Length > 0)
                yield return $"leaves out {string.Join(", ", missing)}";
            if (expectations.QuotaBytes is { } quota && !Divides(alarm, quota))
                yield return string.Create(CultureInfo.InvariantCulture, $"does not measure by the quota of {quota} bytes");
        }
    }

    /// <summary>The bucket or distribution of another stack that an alarm of this name watches; null for none.</summary>
    private static string? Other(Metric[] metrics, AlarmRule rule, InfrastructureExpectations expectations)
    {
        var (name, value) = rule.IsAtTheEdge ? ("DistributionId", expectations.DistributionId) : ("BucketName", expectations.BucketName);
        if (value is null || metrics.All(metric => Dimension(metric, name) == value))
            return null;
        return metrics.Select(metric => Dimension(metric, name)).FirstOrDefault(found => found is not null && found != value)
            ?? $"every {name} together";
    }

    private static bool Divides(MetricAlarm alarm, long quota) => (alarm.Metrics ?? []).Any(
        query => query.Expression?.TrimEnd().EndsWith("/ " + quota.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal) is true);

    private static string? Dimension(Metric metric, string name) => metric.Dimensions?.FirstOrDefault(dimension => dimension.Name == name)?.Value;

    private static string Describe(string? comparison, double? threshold, int? period, int? points, int? periods, string missing)
    {
        var sign = comparison switch
        {
            "GreaterThanThreshold" => ">",
            "GreaterThanOrEqualToThreshold" => ">=",
            "LessThanThreshold" => "<",
            "LessThanOrEqualToThreshold" => "<=",
            _ => comparison,
        };
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{sign} {threshold:0.##}, {points} of {periods} periods of {period} s, missing data {missing}");
    }
}
