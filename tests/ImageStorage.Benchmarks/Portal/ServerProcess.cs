using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ImageStorage.Benchmarks.Portal;

/// <summary>A server in a process of its own, which tells its address in its first line; it ends with this.</summary>
internal sealed partial class ServerProcess : IAsyncDisposable
{
    private readonly Process _process;

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    /// <summary>Where it answers.</summary>
    public Uri Address { get; }

    /// <summary>What it holds in memory now, in MiB.</summary>
    public double MemoryMiB => Read(process => process.WorkingSet64) / 1048576.0;

    /// <summary>The processor time it has used so far.</summary>
    public TimeSpan Cpu => Read(process => process.TotalProcessorTime);

    public static async Task<ServerProcess> StartAsync(string program, params string[] arguments)
    {
        var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, UseShellExecute = false })!;
        var line = await process.StandardOutput.ReadLineAsync() ?? throw new InvalidOperationException($"'{program}' ended before it told its address.");
        _ = process.StandardOutput.ReadToEndAsync();
        return new ServerProcess(process, new Uri(AddressPattern().Match(line).Value));
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private T Read<T>(Func<Process, T> value)
    {
        _process.Refresh();
        return value(_process);
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex AddressPattern();
}
