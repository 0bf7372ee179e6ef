namespace ImageStorage.Infrastructure.Scaling;

/// <summary>Makes minutes of moments. Each instance sends a sample a minute, of the part of it in which it ran.</summary>
internal sealed class MinuteMetrics(Circumstances circumstances)
{
    private readonly Dictionary<SimulatedInstance, (double Cpu, int Moments)> _minute = [];

    /// <summary>Takes a moment.</summary>
    /// <param name="now">When, in seconds.</param>
    /// <param name="instances">All that are there.</param>
    /// <param name="share">What the requests of one instance take.</param>
    /// <param name="step">A moment's seconds.</param>
    /// <returns>The minute, when this was its last moment.</returns>
    public MinutePoint? Add(int now, IReadOnlyList<SimulatedInstance> instances, double share, int step)
    {
        foreach (var instance in instances.Where(instance => !instance.IsPending(now)))
        {
            var (cpu, moments) = _minute.GetValueOrDefault(instance);
            _minute[instance] = (cpu + instance.Cpu(now, share), moments + 1);
        }

        if ((now + step) % 60 != 0)
            return null;
        var samples = _minute.Select(one => (Cpu: one.Value.Cpu / one.Value.Moments, IsWarm: one.Key.IsWarm(now))).ToArray();
        _minute.Clear();
        return new MinutePoint(
            now + step - 60,
            [.. samples.Where(sample => sample.IsWarm || circumstances.AverageHasWarming).Select(sample => sample.Cpu)],
            samples.Where(sample => sample.IsWarm).Select(sample => sample.Cpu).DefaultIfEmpty().Average());
    }
}
