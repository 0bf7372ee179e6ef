namespace ImageStorage.Shell;

/// <summary>The exit codes of the shell itself; all others come from scripts.</summary>
internal static class ExitCode
{
    public const int Success = 0;

    public const int Failure = 1;

    /// <summary>EX_USAGE of sysexits.h; pwsh uses it for a bad command line too.</summary>
    public const int BadCommandLine = 64;

    /// <summary>What a Unix shell reports for a process that a signal ended: 128 plus the signal's number.</summary>
    public const int Interrupted = 130;

    /// <summary><inheritdoc cref="Interrupted" path="/summary/node()"/></summary>
    public const int Terminated = 143;
}
