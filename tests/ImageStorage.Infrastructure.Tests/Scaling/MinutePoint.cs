namespace ImageStorage.Infrastructure.Scaling;

/// <summary>A minute's metrics.</summary>
/// <param name="At">Its beginning, in seconds.</param>
/// <param name="Cpu">The group's average CPU use, as CloudWatch has it; null when no instance told.</param>
/// <param name="WarmCpu">That of the warm instances.</param>
/// <param name="Instances">How many instances the group had, whatever they did.</param>
public sealed record MinutePoint(int At, double? Cpu, double WarmCpu, int Instances)
{
    /// <summary>What alarms read.</summary>
    public IReadOnlyDictionary<string, double> Series { get; } = Cpu is { } cpu
        ? new Dictionary<string, double> { ["CPUUtilization"] = cpu, ["GroupTotalInstances"] = Instances }
        : new Dictionary<string, double> { ["GroupTotalInstances"] = Instances };
}
