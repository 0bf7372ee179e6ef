using System.Globalization;
using ImageStorage.Infrastructure.Checks;

namespace ImageStorage.Scaling;

/// <summary>Judges a course only by its recorded minutes, so that the same course always gets the same findings.</summary>
internal sealed class ScalingVerdict
{
    // As long as the alarm of target tracking waits before it adds an instance, so the group must not grow for a shorter peak.
    private const int SustainedMinutes = 3;

    private const string LoadRemedy = "Put more load on: the profile stress with more -Users, or -Workers.";
    private const string SeeScaleIn = "See the alarm of the group's scale-in policy.";

    // The time that an instance takes to start and its metric to arrive.
    private static readonly TimeSpan Starting = TimeSpan.FromMinutes(6);

    private readonly ScalingCourse _course;
    private readonly ScalingRequest _request;
    private readonly DateTimeOffset? _loaded;
    private readonly DateTimeOffset? _unloaded;
    private readonly double _before;
    private readonly DateTimeOffset? _grown;
    private readonly DateTimeOffset? _returned;

    public ScalingVerdict(ScalingCourse course, ScalingRequest request)
    {
        (_course, _request) = (course, request);
        _loaded = FirstSustained();
        if (_loaded is not { } loaded)
            return;

        _before = (course.Desired.LastOrDefault(point => point.Timestamp <= loaded)
            ?? (course.Desired is [var first, ..] ? first : null))?.Value ?? 0;
        var raised = course.Desired.FirstOrDefault(point => point.Timestamp > loaded && point.Value > _before)?.Timestamp;
        var launched = course.Launches?.Where(launch => launch.At >= loaded).Min(launch => (DateTimeOffset?)launch.At);
        _grown = raised is null || launched < raised ? launched ?? raised : raised;

        var busy = course.Cpu.Last(point => point.Value >= request.IdleCpuPercent).Timestamp;
        if (busy < course.Cpu[^1].Timestamp)
            _unloaded = busy + TimeSpan.FromMinutes(1);
        if (_grown is not null && _unloaded is { } unloaded)
        {
            _returned = course.Desired
                .FirstOrDefault(point => point.Timestamp >= unloaded && point.Value <= (course.Smallest ?? _before))?.Timestamp;
        }
    }

    /// <summary>The findings by their names, in the order of what happened.</summary>
    public IEnumerable<(string Name, CheckArea Area, Finding Finding)> Findings()
    {
        yield return (ScalingCheckNames.Load, CheckArea.Compute, Load());
        yield return (ScalingCheckNames.Growth, CheckArea.Compute, Growth());
        yield return (ScalingCheckNames.Return, CheckArea.Compute, Return());
        yield return (ScalingCheckNames.Success, CheckArea.Compute, Success());
        foreach (var finding in Canaries())
            yield return (ScalingCheckNames.Canary, CheckArea.Canary, finding);
    }

    private DateTimeOffset? FirstSustained()
    {
        var run = 0;
        for (var index = 0; index < _course.Cpu.Count; index++)
        {
            run = _course.Cpu[index].Value > _request.CpuPercent ? run + 1 : 0;
            if (run == SustainedMinutes)
                return _course.Cpu[index - SustainedMinutes + 1].Timestamp;
        }

        return null;
    }

    private Finding Load()
    {
        if (_course.Cpu.Count == 0)
        {
            return Finding.Skipped(
                $"CloudWatch has no CPU use of the group '{_request.GroupName}' in this time.",
                "Check -GroupName and the time; metrics arrive some minutes late.");
        }

        var highest = _course.Cpu.Max(point => point.Value);
        var expected = string.Create(CultureInfo.InvariantCulture, $"above {_request.CpuPercent:0.#} % for {SustainedMinutes} minutes");
        var actual = string.Create(CultureInfo.InvariantCulture, $"{highest:0.#} % at the most");
        return _loaded is { } loaded
            ? Finding.Passed(expected, actual, $"The CPU passed {Percent(_request.CpuPercent)} at {Clock(loaded)}; it was {actual}.")
            : Finding.Skipped($"The CPU was not {expected} ({actual}), so nothing had to scale.", LoadRemedy);
    }

    private Finding Growth()
    {
        if (_loaded is not { } loaded)
            return Finding.Skipped("There was no load that the group had to grow for.");

        var expected = $"an instance added within {Minutes(_request.GrowWithin)}";
        if (_grown is { } grown)
        {
            var took = grown - loaded;
            var service = _course.InService.FirstOrDefault(point => point.Timestamp >= grown && point.Value > _before)?.Timestamp;
            var detail = $"An instance was added at {Clock(grown)}, {Minutes(took)} after the load began"
                + $"{(service is { } inService ? $", and was in service at {Clock(inService)}" : "")}.";
            return took <= _request.GrowWithin
                ? Finding.Passed(expected, Minutes(took), detail)
                : Finding.Failed(
                    expected, Minutes(took), detail,
                    "See the group's activities, and the alarms of its policy with Test-ImageInfrastructure -Area Compute.");
        }

        if (_request.To - loaded < _request.GrowWithin)
            return Finding.Skipped($"The time range ends only {Minutes(_request.To - loaded)} after the load began.", "Use a later -EndTime.");
        return _before >= _course.Largest
            ? Finding.Failed(
                expected, "none", $"The group was at its largest size already ({_before:0}), and no instance could be added.", "Raise max_instances.")
            : Finding.Failed(
                expected, "none", "No instance was added.",
                "See the group's activities, and its policy with Test-ImageInfrastructure -Area Compute.");
    }

    private Finding Return()
    {
        if (_grown is null)
            return Finding.Skipped("The group has not grown.");
        if (_unloaded is not { } unloaded)
            return Finding.Skipped("The load was not over at the end of the time range.", "Use an -EndTime 15 minutes after the load.");

        var smallest = string.Create(CultureInfo.InvariantCulture, $"{_course.Smallest ?? _before:0} instances");
        var expected = $"{smallest} within {Minutes(_request.ReturnWithin)} after the load";
        var followed = _request.To - unloaded;
        if (_returned is not { } returned)
        {
            return followed < _request.ReturnWithin
                ? Finding.Skipped(
                    $"The time range ends only {Minutes(followed)} after the load.", "Use an -EndTime 15 minutes after the load.")
                : Finding.Failed(
                    expected, "not back",
                    $"{Minutes(followed)} after the load, which ended at {Clock(unloaded)}, the group was not back at {smallest}.", SeeScaleIn);
        }

        var took = returned - unloaded;
        var detail = $"The load ended at {Clock(unloaded)}, and the group was back at {smallest} at {Clock(returned)}, {Minutes(took)} later.";
        return took <= _request.ReturnWithin
            ? Finding.Passed(expected, Minutes(took), detail)
            : Finding.Failed(expected, Minutes(took), detail, SeeScaleIn);
    }

    private Finding Success()
    {
        if (_loaded is not { } loaded)
            return Finding.Skipped("There was no load that the group had to grow for.");

        var (all, failed) = _course.Requests(loaded, _returned ?? _request.To);
        if (all <= 0)
        {
            return Finding.Skipped(
                "Neither uploads nor requests to the distribution were counted while the group scaled.",
                "See the load test's own report for the requests of its users.");
        }
        var share = 1 - (failed / all);
        var expected = $"{Percent(100 * _request.SuccessShare)} or more";
        var detail = string.Create(
            CultureInfo.InvariantCulture,
            $"While the group scaled, {all - failed:#,0} of {all:#,0} uploads and views succeeded ({Percent(100 * share)}).");
        return share >= _request.SuccessShare
            ? Finding.Passed(expected, Percent(100 * share), detail)
            : Finding.Failed(
                expected, Percent(100 * share), detail,
                "See the portals' logs for the reason of each failure, and the load test's report for the requests of its users.");
    }

    private IEnumerable<Finding> Canaries()
    {
        const string Expected = "written and read";
        if (_grown is null)
            return [Finding.Skipped("No instance was added.")];
        if (_course.Launches is null)
        {
            return
            [
                Finding.Skipped("The group's scaling activities could not be read.", "Allow autoscaling:DescribeScalingActivities; see the log."),
            ];
        }

        InstanceLaunch[] added = [.. _course.Launches.Where(launch => launch.At >= _loaded).OrderBy(launch => launch.At)];
        if (added.Length == 0)
            return [Finding.Skipped("The group's activities name no instance that was launched.")];
        return added.Select(launch => launch switch
        {
            { Failures: > 0 } => Finding.Failed(
                Expected, "failed", $"{launch.InstanceId}, launched at {Clock(launch.At)}, could not write and read the bucket.",
                "See 'start canary' in its log for the reason."),
            { Canaries: > 0 } => Finding.Passed(
                Expected, Expected, $"{launch.InstanceId}, launched at {Clock(launch.At)}, wrote to the bucket and read from it."),
            _ when _request.To - launch.At < Starting => Finding.Skipped(
                $"{launch.InstanceId} was launched at {Clock(launch.At)}, shortly before the end of the time range.", "Use a later -EndTime."),
            _ => Finding.Failed(
                Expected, "not reported",
                $"{launch.InstanceId}, launched at {Clock(launch.At)}, did not report whether it can write and read the bucket.",
                "Check in its log that the portal started, and that its role allows cloudwatch:PutMetricData."),
        });
    }

    private static string Clock(DateTimeOffset time) => time.UtcDateTime.ToString("HH:mm", CultureInfo.InvariantCulture) + " UTC";

    private static string Percent(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.##} %");

    private static string Minutes(TimeSpan time) => string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} minutes");
}
