using System.Globalization;
using System.Text.Json;
using ImageStorage.Infrastructure.Stack;

namespace ImageStorage.Infrastructure.Scaling;

/// <summary>All by which the group grows and shrinks, as the plan describes it.</summary>
public sealed record ScalingRules
{
    /// <summary>The fewest instances.</summary>
    public required int Smallest { get; init; }

    /// <summary>The most instances.</summary>
    public required int Largest { get; init; }

    /// <summary>The CPU use, in percent, that target tracking keeps the group at or below.</summary>
    public required double TargetPercent { get; init; }

    /// <summary>For how long a new instance neither counts as capacity nor lets the group shrink.</summary>
    public required int WarmupSeconds { get; init; }

    /// <summary>How long simple policies wait after others have changed the group.</summary>
    public required int CooldownSeconds { get; init; }

    /// <summary>For how long a new instance may fail its health checks.</summary>
    public required int GraceSeconds { get; init; }

    /// <summary>How long health checks take to pass, once the portal answers.</summary>
    public required int CheckSeconds { get; init; }

    /// <summary>For how long an instance that ends finishes its requests.</summary>
    public required int DrainSeconds { get; init; }

    /// <summary>The policies that alarms invoke.</summary>
    public required IReadOnlyList<AlarmPolicy> Policies { get; init; }

    /// <summary>Reads a plan.</summary>
    public static ScalingRules Read(StackPlan plan)
    {
        var group = plan.Values("aws_autoscaling_group.portal");
        var targets = plan.Values("aws_lb_target_group.portal");
        var check = targets.GetProperty("health_check")[0];
        var policies = All(plan, "aws_autoscaling_policy").ToArray();
        var tracking = policies.Single(policy => Text(policy, "policy_type") == "TargetTrackingScaling").GetProperty("target_tracking_configuration")[0];
        if (!tracking.GetProperty("disable_scale_in").GetBoolean() || Text(tracking.GetProperty("predefined_metric_specification")[0], "predefined_metric_type") != "ASGAverageCPUUtilization")
            throw new NotSupportedException("Target tracking is simulated for the group's CPU, and only as it grows.");
        return new ScalingRules
        {
            Smallest = Number(group, "min_size"),
            Largest = Number(group, "max_size"),
            TargetPercent = tracking.GetProperty("target_value").GetDouble(),
            WarmupSeconds = Number(group, "default_instance_warmup"),
            CooldownSeconds = Number(group, "default_cooldown"),
            GraceSeconds = Number(group, "health_check_grace_period"),
            CheckSeconds = Number(check, "interval") * Number(check, "healthy_threshold"),
            DrainSeconds = Number(targets, "deregistration_delay"),
            Policies =
            [
                .. from policy in policies
                   from alarm in All(plan, "aws_cloudwatch_metric_alarm")
                   where alarm.GetProperty("alarm_actions").EnumerateArray().Any(action => action.GetString() == Text(policy, "arn"))
                   select new AlarmPolicy(policy, alarm),
            ],
        };
    }

    private static IEnumerable<JsonElement> All(StackPlan plan, string type) =>
        plan.Resources().Where(resource => Text(resource, "type") == type).Select(resource => resource.GetProperty("values"));

    private static string Text(JsonElement values, string name) => values.GetProperty(name).GetString()!;

    // The provider has some of its numbers as texts.
    private static int Number(JsonElement values, string name) => int.Parse(values.GetProperty(name).ToString(), CultureInfo.InvariantCulture);
}
