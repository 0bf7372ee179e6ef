using ImageStorage.Infrastructure.Alarms;

namespace ImageStorage.Infrastructure.Scaling;

/// <summary>
/// The Auto Scaling group behind its load balancer, in steps of 5 seconds. Requests spread evenly over the instances whose health checks
/// have passed; what those cannot do is refused. How policies meet is documented:
/// an alarm invokes its policy each minute that it lasts, the largest size wins when several ask at once, the group does not shrink while
/// instances warm up, and simple policies wait for what is under way and for a cooldown. See
/// https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scale-based-on-demand.html,
/// https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html,
/// https://docs.aws.amazon.com/autoscaling/ec2/userguide/ec2-auto-scaling-scaling-cooldowns.html and
/// https://docs.aws.amazon.com/autoscaling/ec2/userguide/health-check-grace-period.html. Where the documents leave it open, what is
/// simulated is what takes longer.
/// </summary>
public sealed class GroupSimulator
{
    private const int Step = 5;

    private readonly ScalingRules _rules;
    private readonly Circumstances _circumstances;
    private readonly TargetTracking _tracking;
    private readonly (AlarmPolicy Policy, AlarmSimulator Alarm)[] _policies;
    private readonly MinuteMetrics _metrics;
    private readonly List<SimulatedInstance> _instances = [];
    private readonly List<(int At, int Size)> _sizes = [];
    private int _size;
    private int _changedAt = int.MinValue / 2;
    private int _cooldown;
    private int _replaced;

    /// <summary>A group of the smallest size, whose instances have been there for an hour.</summary>
    public GroupSimulator(ScalingRules rules, Circumstances circumstances)
    {
        (_rules, _circumstances) = (rules, circumstances);
        _tracking = new TargetTracking(rules.TargetPercent);
        _policies = [.. rules.Policies.Select(policy => (policy, new AlarmSimulator(policy.Alarm)))];
        _metrics = new MinuteMetrics(circumstances);
        _size = rules.Smallest;
        _sizes.Add((0, _size));
        for (var count = 0; count < _size; count++)
            _instances.Add(new SimulatedInstance(-3600, rules, circumstances));
    }

    /// <summary>Lets a load come and go. Once for each group.</summary>
    public GroupCourse Run(Load load)
    {
        var points = new List<MinutePoint>();
        var seen = 0;
        var now = 0;
        foreach (var demand in load.Demands(Step))
        {
            Replace(now);
            Fit(now);
            var serving = _instances.Count(instance => instance.Serves(now));
            if (_metrics.Add(now, _instances, demand / Math.Max(1, serving), Step) is { } point)
                points.Add(point);
            now += Step;
            for (; seen < points.Count && now >= points[seen].At + 60 + _circumstances.SeenAfterSeconds; seen++)
                Decide(points[seen], now);
        }

        return new GroupCourse(points, _sizes, _replaced);
    }

    /// <summary>What fails its checks after the grace period goes, and another comes.</summary>
    private void Replace(int now)
    {
        _instances.RemoveAll(instance => instance.IsGone(now));
        foreach (var instance in _instances.Where(instance => instance.IsUnhealthy(now)))
        {
            instance.End(now);
            _replaced++;
        }
    }

    /// <summary>Launches and ends instances until there are as many as desired.</summary>
    private void Fit(int now)
    {
        var stay = _instances.Where(instance => instance.Stays).ToList();
        for (var count = stay.Count; count < _size; count++)
            _instances.Add(new SimulatedInstance(now, _rules, _circumstances));
        foreach (var instance in stay.Take(stay.Count - _size))
            instance.End(now);
        if (IsUnderWay(now))
            _changedAt = now;
    }

    private void Decide(MinutePoint point, int now)
    {
        var asked = new List<(int Size, int Cooldown)>();
        if (_tracking.Ask(point, _size, _instances.Count(instance => instance.Stays && instance.IsWarm(now))) is { } grown)
            asked.Add((grown, _rules.CooldownSeconds));
        foreach (var (policy, alarm) in _policies)
        {
            if (alarm.Next(point.Series) == AlarmState.Alarm && alarm.Value is { } value && policy.Ask(_size, value) is { } size && IsHeard(policy, size, now))
                asked.Add((size, policy.IsSimple ? policy.CooldownSeconds : _rules.CooldownSeconds));
        }

        if (asked.Count == 0)
            return;
        var (largest, cooldown) = asked.MaxBy(ask => ask.Size);
        largest = Math.Clamp(largest, _rules.Smallest, _rules.Largest);
        if (largest == _size)
            return;
        (_size, _cooldown) = (largest, cooldown);
        _sizes.Add((now, largest));
    }

    private bool IsHeard(AlarmPolicy policy, int size, int now)
    {
        if (size < _size && _instances.Any(instance => instance.Stays && !instance.IsWarm(now)))
            return false;
        return !policy.IsSimple || (!IsUnderWay(now) && now >= _changedAt + _cooldown);
    }

    private bool IsUnderWay(int now) => _instances.Exists(instance => instance.IsPending(now) || !instance.Stays);
}
