using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using ImageStorage.Infrastructure.Stack;

namespace ImageStorage.Infrastructure.Scaling;

/// <summary>The group under made loads, by the rules of the plan: it grows in time and only when it has to, and it goes back in time.</summary>
public sealed class ScalingTests(AppliedStack stack, ITestOutputHelper output)
{
    private const int GrowSeconds = 5 * 60;
    private const int ReturnSeconds = 10 * 60;

    private static readonly Gen<Circumstances> AnyCircumstances =
        from launch in Gen.Int[10, 60]
        from start in Gen.Int[30, 150]
        from busy in Gen.Int[20, 90]
        from busyPercent in Gen.Double[20, 100]
        from idle in Gen.Double[0, 1]
        from delay in Gen.Int[60, 120]
        from counted in Gen.Int[0, 11]
        from warming in Gen.Bool
        select new Circumstances(launch, start, busy, busyPercent, idle, delay, 5 * counted, warming);

    /// <summary>Above 70 % of two instances for four minutes at least, then whatever is more than that; then what two can do with ease.</summary>
    private static Gen<Load> Above(int largest) =>
        from before in Gen.Double[0, 125]
        from begins in Gen.Int[600, 1200]
        from seconds in Gen.OneOf(Gen.Int[240, 900], Gen.Int[240, 4200])
        from peak in Gen.Double[165, Math.Max(166, largest * 110)]
        from levels in Gen.Double[160, peak].Array[(seconds / 60) + 1]
        from after in Gen.Double[0, 93]
        from noise in Gen.Int[0, 1_000_000]
        select new Load(before, begins, levels, seconds, after, noise);

    private static readonly Gen<(int Largest, Load Load, Circumstances Circumstances)> AnyLoad =
        from largest in Gen.OneOf(Gen.Const(6), Gen.Int[3, 12], Gen.Int[3, 100])
        from load in Above(largest)
        from circumstances in AnyCircumstances
        select (largest, load, circumstances);

    /// <summary>Up to 65 % of two instances, with peaks of a minute, which two minutes of metrics have a part in: target tracking grows for three.</summary>
    private static readonly Gen<Load> Below =
        from levels in Gen.Double[0, 130].Array[60, 120]
        from begins in Gen.Int[600, 1200]
        from peak in Gen.Double[140, 400]
        from every in Gen.Int[5, 20]
        from noise in Gen.Int[0, 1_000_000]
        select new Load(40, begins, [.. levels.Select((level, minute) => minute % every == 0 ? peak : level)], levels.Length * 60, 40, noise);

    private static readonly Circumstances Slow = new(
        LaunchSeconds: 60, StartSeconds: 150, BusySeconds: 90, BusyPercent: 100, IdlePercent: 1, SeenAfterSeconds: 120, CountedAtSeconds: 0, AverageHasWarming: true);

    [Fact]
    [Trait("Property", "27")]
    public async Task For_any_load_an_instance_is_added_within_5_minutes_and_the_minimum_is_back_within_10()
    {
        var rules = ScalingRules.Read(await stack.RequireAsync());
        var found = new ConcurrentBag<Judgement>();

        AnyLoad.Sample(
            any =>
            {
                var judged = Judge(rules with { Largest = any.Largest }, any.Load, any.Circumstances);
                Assert.Null(judged.Fault);
                found.Add(judged);
            },
            iter: 200);

        output.WriteLine($"{found.Count} loads, groups of up to {found.Max(one => one.Largest)}.");
        output.WriteLine($"The first added {found.Min(one => one.Growth)} to {found.Max(one => one.Growth)} s after the first whole minute above the target began.");
        output.WriteLine($"Back {found.Min(one => one.Return)} to {found.Max(one => one.Return)} s after the load.");
    }

    [Fact]
    [Trait("Property", "27")]
    public async Task For_any_load_below_the_target_with_any_short_peaks_none_is_added()
    {
        var rules = ScalingRules.Read(await stack.RequireAsync());

        Gen.Select(Below, AnyCircumstances).Sample(
            (load, circumstances) => Assert.Single(new GroupSimulator(rules, circumstances).Run(load).Sizes),
            iter: 200);
    }

    [Theory]
    [InlineData(6)]
    [InlineData(100)]
    public async Task The_largest_group_is_back_within_10_minutes_too(int largest)
    {
        var rules = ScalingRules.Read(await stack.RequireAsync()) with { Largest = largest };

        var judged = Judge(rules, Full(largest), Slow);

        Assert.Null(judged.Fault);
        Assert.Equal(largest, judged.Largest);
        output.WriteLine($"Back from {largest} after {judged.Return} s.");
    }

    /// <summary>What would be wrong is found out: in a plan with one value changed, some loads fail.</summary>
    [Theory]
    [InlineData("aws_cloudwatch_metric_alarm.rest", "evaluation_periods", "10", "datapoints_to_alarm", "10", "It was back")]
    [InlineData("aws_cloudwatch_metric_alarm.rest", "alarm_actions", "[]", null, null, "It was back")]
    [InlineData("aws_cloudwatch_metric_alarm.rest", "threshold", "5", null, null, "It was back")]
    [InlineData("aws_autoscaling_group.portal", "default_instance_warmup", "600", null, null, "It was back")]
    [InlineData("aws_autoscaling_policy.grow", "target_value", "95", null, null, "The first instance")]
    [InlineData("aws_autoscaling_policy.grow", "target_value", "50", null, null, "An instance was added")]
    public async Task A_plan_that_is_wrong_is_found_out(string address, string name, string value, string? alsoName, string? alsoValue, string fault)
    {
        var plan = await stack.RequireAsync();
        var right = ScalingRules.Read(plan);
        var wrong = ScalingRules.Read(Changed(Changed(plan, address, name, value), address, alsoName ?? name, alsoValue ?? value));
        var faults = new ConcurrentBag<string>();

        AnyLoad.Sample(any =>
        {
            if (Judge(wrong with { Largest = any.Largest }, any.Load, any.Circumstances, right.TargetPercent).Fault is { } found)
                faults.Add(found);
        }, iter: 50);

        Assert.Contains(faults, found => found.StartsWith(fault, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(0, false)]
    [InlineData(5, true)]
    public async Task An_instance_whose_checks_pass_after_the_grace_period_is_replaced_and_one_before_is_not(int later, bool isReplaced)
    {
        var rules = ScalingRules.Read(await stack.RequireAsync());
        var circumstances = Slow with { StartSeconds = rules.GraceSeconds - rules.CheckSeconds + later };

        var course = new GroupSimulator(rules, circumstances).Run(Full(rules.Largest));

        Assert.Equal(isReplaced, course.Replaced > 0);
    }

    private static Load Full(int largest) => new(20, 630, [.. Enumerable.Repeat(largest * 90.0, 81)], 80 * 60, 60, Noise: 1);

    private static StackPlan Changed(StackPlan plan, string address, string name, string value)
    {
        var json = JsonNode.Parse(plan.Json.RootElement.GetRawText())!;
        var values = json["planned_values"]!["root_module"]!["resources"]!.AsArray().Single(resource => resource!["address"]!.GetValue<string>() == address)!["values"]!;
        if (name == "target_value")
            values = values["target_tracking_configuration"]![0]!;
        Assert.True(values.AsObject().ContainsKey(name));
        values[name] = JsonNode.Parse(value);
        return plan with { Json = JsonDocument.Parse(json.ToJsonString()) };
    }

    private static Judgement Judge(ScalingRules rules, Load load, Circumstances circumstances, double targetPercent = 70)
    {
        var course = new GroupSimulator(rules, circumstances).Run(load);
        var loaded = course.LoadedAt(targetPercent);
        var growth = course.GrownAt - loaded;
        var (at, size) = course.Sizes[^1];
        var back = at - load.EndsAt;
        var fault = loaded is null ? "The CPU was not above the target."
            : growth is null or > GrowSeconds ? $"The first instance was added after {growth} s."
            : growth < TargetTracking.Minutes * 60 ? $"An instance was added {growth} s after the load began, too early."
            : size != rules.Smallest ? $"The group stayed at {size}."
            : back > ReturnSeconds ? $"It was back at {size} after {back} s."
            : null;
        return new Judgement(fault is null ? null : $"{fault} {string.Join(", ", course.Sizes)}", growth ?? 0, back, course.Largest);
    }

    /// <param name="Fault">What was wrong, and the sizes; null when nothing was.</param>
    /// <param name="Growth">After how many seconds the first instance was added.</param>
    /// <param name="Return">How many seconds after the load the group was back.</param>
    /// <param name="Largest">How large it was.</param>
    private sealed record Judgement(string? Fault, int Growth, int Return, int Largest);
}
