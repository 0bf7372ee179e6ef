using System.Text.Json;

namespace ImageStorage.Infrastructure.Stack;

/// <summary>The stack on a server that speaks AWS's API.</summary>
public sealed class ApplyTests(AppliedStack stack)
{
    /// <summary>What moto_server does not give back as it was sent, and what is recomputed because of it.</summary>
    private static readonly string[] DroppedByMoto =
    [
        // It knows no default warm-up, and answers capacity reservations that nobody asked for.
        "aws_autoscaling_group.portal default_instance_warmup",
        "aws_autoscaling_group.portal capacity_reservation_specification",
        // It answers every policy as disabled, and with an empty predictive scaling.
        "aws_autoscaling_policy.grow enabled",
        "aws_autoscaling_policy.grow predictive_scaling_configuration",
        "aws_autoscaling_policy.rest enabled",
        "aws_autoscaling_policy.rest predictive_scaling_configuration",
        "aws_autoscaling_policy.shrink enabled",
        "aws_autoscaling_policy.shrink predictive_scaling_configuration",
        // It takes the template's own tags for tags of what is launched; a changed template has a new version, which the group takes.
        "aws_launch_template.portal tag_specifications",
        "aws_launch_template.portal latest_version",
        "aws_autoscaling_group.portal launch_template",
        // It drops descriptions of rules that name another security group.
        "aws_vpc_security_group_egress_rule.to_instances description",
        "aws_vpc_security_group_ingress_rule.from_load_balancer description",
    ];

    [Fact]
    public async Task Apply_makes_the_whole_stack()
    {
        var plan = await stack.RequireAsync();

        Assert.Contains("Apply complete!", plan.ApplyOutput, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_second_plan_changes_nothing_but_what_moto_server_drops()
    {
        var plan = await stack.RequireAsync();

        Assert.True(DroppedByMoto.Order().SequenceEqual(plan.Changes().Order()), $"{string.Join('\n', plan.Changes())}\n{plan.Output}");
    }
}
