using System.Runtime.InteropServices;

namespace ImageStorage.Shell;

/// <summary>
/// Ctrl+C and SIGTERM: the first asks the work to stop and gives it a few seconds to clean up, the second ends the process at once.
/// </summary>
internal sealed class StopSignals : IDisposable
{
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5);

    private readonly CancellationTokenSource _stopping = new();
    private readonly PosixSignalRegistration[] _registrations;
    private readonly TimeProvider _timeProvider;
    private readonly Action<int> _endProcess;
    private ITimer? _graceTimer;
    private int _exitCode;

    public StopSignals(TimeProvider timeProvider, Action<int> endProcess)
    {
        _timeProvider = timeProvider;
        _endProcess = endProcess;
        _registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, context => Handle(context, ExitCode.Interrupted)),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, context => Handle(context, ExitCode.Terminated)),
        ];
    }

    /// <summary>Cancelled by the first signal.</summary>
    public CancellationToken Stopping => _stopping.Token;

    /// <summary>The exit code that the first signal asks for; null when there was none.</summary>
    public int? RequestedExitCode => _exitCode == 0 ? null : _exitCode;

    public void Dispose()
    {
        foreach (var registration in _registrations)
            registration.Dispose();

        _graceTimer?.Dispose();
        _stopping.Dispose();
    }

    private void Handle(PosixSignalContext context, int exitCode)
    {
        context.Cancel = true;
        Handle(exitCode);
    }

    internal void Handle(int exitCode)
    {
        if (Interlocked.CompareExchange(ref _exitCode, exitCode, 0) != 0)
        {
            _endProcess(_exitCode);
            return;
        }

        // A cmdlet that ignores the stop request must not keep the user waiting for ever.
        _graceTimer = _timeProvider.CreateTimer(_ => _endProcess(exitCode), null, Grace, Timeout.InfiniteTimeSpan);
        _stopping.Cancel();
    }
}
