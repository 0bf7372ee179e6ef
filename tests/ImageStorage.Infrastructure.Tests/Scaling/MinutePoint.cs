namespace ImageStorage.Infrastructure.Scaling;

/// <summary>A minute's metrics.</summary>
/// <param name="At">Its beginning, in seconds.</param>
/// <param name="Cpu">The CPU uses of the instances that the group's metric has, in percent: a sample each.</param>
/// <param name="WarmCpu">The average of the warm instances.</param>
public sealed record MinutePoint(int At, IReadOnlyList<double> Cpu, double WarmCpu)
{
    /// <summary>The group's average CPU use, as CloudWatch has it; null when no instance told.</summary>
    public double? Average { get; } = Cpu.Count == 0 ? null : Cpu.Average();

    /// <summary>What alarms read: nothing when no instance told.</summary>
    public IReadOnlyDictionary<string, double> Series => Average is { } average
        ? new Dictionary<string, double> { ["CPUUtilization Average"] = average, ["CPUUtilization Sum"] = Cpu.Sum(), ["CPUUtilization SampleCount"] = Cpu.Count }
        : new Dictionary<string, double>();
}
