using Microsoft.Extensions.Time.Testing;

namespace ImageStorage.Shell;

public sealed class StopSignalsTests : IDisposable
{
    private readonly FakeTimeProvider _time = new();
    private readonly List<int> _ends = [];
    private readonly StopSignals _signals;

    public StopSignalsTests() => _signals = new StopSignals(_time, _ends.Add);

    public void Dispose() => _signals.Dispose();

    [Fact]
    public void Handle_once_asks_for_a_stop_and_ends_nothing()
    {
        _signals.Handle(ExitCode.Interrupted);
        Assert.True(_signals.Stopping.IsCancellationRequested);
        Assert.Equal(130, _signals.RequestedExitCode);
        Assert.Empty(_ends);
    }

    [Fact]
    public void Handle_twice_ends_the_process_with_the_first_signals_code()
    {
        _signals.Handle(ExitCode.Terminated);
        _signals.Handle(ExitCode.Interrupted);
        Assert.Equal([143], _ends);
    }

    [Fact]
    public void Handle_ends_the_process_when_the_work_does_not_stop()
    {
        _signals.Handle(ExitCode.Interrupted);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal([130], _ends);
    }
}
