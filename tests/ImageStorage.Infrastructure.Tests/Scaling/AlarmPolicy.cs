using System.Globalization;
using System.Text.Json;
using ImageStorage.Infrastructure.Alarms;

namespace ImageStorage.Infrastructure.Scaling;

/// <summary>
/// A simple or step scaling policy and the alarm that invokes it, as the plan describes them. The arithmetic is that of
/// https://docs.aws.amazon.com/autoscaling/ec2/userguide/as-scaling-simple-step.html.
/// </summary>
/// <param name="policy">The values of an aws_autoscaling_policy.</param>
/// <param name="alarm">The values of the aws_cloudwatch_metric_alarm among whose actions it is.</param>
public sealed class AlarmPolicy(JsonElement policy, JsonElement alarm)
{
    /// <summary>What invokes it, each minute that it lasts.</summary>
    public AlarmDefinition Alarm { get; } = new(alarm);

    /// <summary>Whether it waits for what is under way, and for a cooldown.</summary>
    public bool IsSimple { get; } = policy.GetProperty("policy_type").GetString() == "SimpleScaling";

    /// <summary>How long simple policies wait after it has changed the group.</summary>
    public int CooldownSeconds { get; } = policy.GetProperty("cooldown") is { ValueKind: JsonValueKind.Number } cooldown ? cooldown.GetInt32() : 0;

    /// <summary>The size that it asks for; null when none of its steps is for the value.</summary>
    /// <param name="size">The group's size.</param>
    /// <param name="value">What the alarm saw last.</param>
    public int? Ask(int size, double value)
    {
        if (IsSimple)
            return Adjust(size, policy.GetProperty("scaling_adjustment").GetInt32());
        var breach = value - Alarm.Threshold;
        return policy.GetProperty("step_adjustment").EnumerateArray()
            .Where(step => breach > (Bound(step, "metric_interval_lower_bound") ?? double.NegativeInfinity) && breach <= (Bound(step, "metric_interval_upper_bound") ?? double.PositiveInfinity))
            .Select(step => (int?)Adjust(size, step.GetProperty("scaling_adjustment").GetInt32()))
            .SingleOrDefault();
    }

    private int Adjust(int size, int adjustment) => policy.GetProperty("adjustment_type").GetString() switch
    {
        "ExactCapacity" => adjustment,
        "ChangeInCapacity" => size + adjustment,
        "PercentChangeInCapacity" => size + Percent(size, adjustment),
        var type => throw new NotSupportedException($"{type} is not evaluated here."),
    };

    // Parts of an instance are dropped, but never all of the change.
    private int Percent(int size, int percent)
    {
        var least = policy.GetProperty("min_adjustment_magnitude") is { ValueKind: JsonValueKind.Number } magnitude ? magnitude.GetInt32() : 0;
        return Math.Sign(percent) * Math.Max(Math.Abs(size * percent) / 100, Math.Max(1, least));
    }

    private static double? Bound(JsonElement step, string name) =>
        step.GetProperty(name).GetString() is { Length: > 0 } text ? double.Parse(text, CultureInfo.InvariantCulture) : null;
}
