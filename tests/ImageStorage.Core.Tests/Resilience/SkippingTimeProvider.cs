using System.Collections.Concurrent;
using Microsoft.Extensions.Time.Testing;

namespace ImageStorage.Resilience;

/// <summary>Keeps every wait that is asked for, and lets the shorter ones pass at once by moving the clock on.</summary>
internal sealed class SkippingTimeProvider(TimeSpan longestSkipped) : FakeTimeProvider
{
    private readonly ConcurrentQueue<TimeSpan> _waits = new();

    public IReadOnlyList<TimeSpan> Waits => [.. _waits];

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = base.CreateTimer(callback, state, dueTime, period);
        if (dueTime > TimeSpan.Zero && dueTime <= longestSkipped)
        {
            _waits.Enqueue(dueTime);
            _ = Task.Run(() => Advance(dueTime));
        }

        return timer;
    }
}
