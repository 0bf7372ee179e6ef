namespace ImageStorage.Infrastructure.Scaling;

/// <summary>Makes minutes of moments.</summary>
internal sealed class MinuteMetrics(Circumstances circumstances)
{
    private double _cpu;
    private double _warmCpu;
    private int _told;
    private int _warmTold;
    private int _instances;

    /// <summary>Takes a moment.</summary>
    /// <param name="now">When, in seconds.</param>
    /// <param name="instances">All that are there.</param>
    /// <param name="share">What the requests of one instance take.</param>
    /// <param name="step">A moment's seconds.</param>
    /// <returns>The minute, when this was its last moment.</returns>
    public MinutePoint? Add(int now, IReadOnlyList<SimulatedInstance> instances, double share, int step)
    {
        foreach (var instance in instances)
        {
            if (instance.IsPending(now))
                continue;
            var cpu = instance.Cpu(now, share);
            var isWarm = instance.IsWarm(now);
            if (isWarm)
                (_warmCpu, _warmTold) = (_warmCpu + cpu, _warmTold + 1);
            if (isWarm || circumstances.AverageHasWarming)
                (_cpu, _told) = (_cpu + cpu, _told + 1);
        }

        if (now % 60 == circumstances.CountedAtSeconds)
            _instances = instances.Count;
        if ((now + step) % 60 != 0)
            return null;
        var point = new MinutePoint(now + step - 60, _told == 0 ? null : _cpu / _told, _warmTold == 0 ? 0 : _warmCpu / _warmTold, _instances);
        (_cpu, _warmCpu, _told, _warmTold) = (0, 0, 0, 0);
        return point;
    }
}
