using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ImageStorage.Portal.Hosting;

/// <summary>The portal as a separate process, with temporary embedded stores.</summary>
internal sealed partial class PortalProcess : IAsyncDisposable
{
    private readonly DirectoryInfo _home;
    private readonly Process _process;

    private PortalProcess(DirectoryInfo home, Process process, Uri address) => (_home, _process, Address) = (home, process, address);

    /// <summary>The address.</summary>
    public Uri Address { get; }

    public static async Task<PortalProcess> StartAsync(params string[] settings)
    {
        var home = Directory.CreateTempSubdirectory("imagestorage-process-");
        var process = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "ImageStorage.Portal"),
            ["--urls=http://127.0.0.1:0", $"--{SettingName.Home}={home.FullName}", .. settings])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        string? line;
        do
            line = await process.StandardOutput.ReadLineAsync();
        while (line is not null && !line.Contains("answers on", StringComparison.Ordinal));
        Assert.NotNull(line);
        // Without a reader the process would block when the pipe is full.
        _ = process.StandardOutput.ReadToEndAsync();
        return new PortalProcess(home, process, new Uri(UrlPattern().Match(line).Value));
    }

    /// <summary>Sends SIGTERM.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Waits for the exit code.</summary>
    public async Task<int> ExitCodeAsync(TimeSpan timeout)
    {
        using var late = new CancellationTokenSource(timeout);
        await _process.WaitForExitAsync(late.Token);
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync();
        }

        _process.Dispose();
        _home.Delete(recursive: true);
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex UrlPattern();
}
