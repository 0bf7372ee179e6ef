using System.Text.Json;

namespace ImageStorage.Infrastructure.Stack;

/// <summary>The stack on a server that speaks AWS's API.</summary>
public sealed class ApplyTests(AppliedStack stack)
{
    /// <summary>What moto_server does not give back as it was sent.</summary>
    private static readonly string[] DroppedByMoto = [];

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
