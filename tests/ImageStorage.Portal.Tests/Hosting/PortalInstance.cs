using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ImageStorage.Portal.Hosting;

/// <summary>A portal as a process with its own environment, whose output a test can wait for.</summary>
internal sealed partial class PortalInstance : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly List<string> _lines = [];
    private readonly SemaphoreSlim _said = new(0);
    private readonly DirectoryInfo? _ownHome;

    private PortalInstance(Process process, DirectoryInfo? ownHome)
    {
        (_process, _ownHome) = (process, ownHome);
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>The address.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts a portal and waits until it answers.</summary>
    /// <param name="environment">
    /// Added to the tests' environment; null removes a variable. Without IMAGESTORAGE_HOME the portal gets a temporary folder.
    /// </param>
    /// <param name="settings">Command-line settings.</param>
    public static async Task<PortalInstance> StartAsync(IReadOnlyDictionary<string, string?> environment, params string[] settings)
    {
        var home = environment.ContainsKey(SettingName.Home) ? null : Directory.CreateTempSubdirectory("imagestorage-instance-");
        var start = new ProcessStartInfo(Path.Combine(AppContext.BaseDirectory, "ImageStorage.Portal"), ["--urls=http://127.0.0.1:0", .. settings])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
        };
        if (home is not null)
            start.Environment[SettingName.Home] = home.FullName;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        var instance = new PortalInstance(Process.Start(start)!, home);
        instance.Address = new Uri(Url().Match(await instance.WaitForLineAsync("answers on")).Value);
        return instance;
    }

    /// <summary>Waits for the first output line that contains these words.</summary>
    public async Task<string> WaitForLineAsync(string words)
    {
        for (var waited = Stopwatch.StartNew(); ;)
        {
            lock (_lines)
            {
                if (_lines.Find(line => line.Contains(words, StringComparison.Ordinal)) is { } found)
                    return found;
            }

            var said = await _said.WaitAsync(TimeSpan.FromSeconds(1), TestContext.Current.CancellationToken);
            Assert.True(said || waited.Elapsed < Patience, $"The output has no '{words}', but: {string.Join('\n', _lines)}");
        }
    }

    /// <summary>Sends SIGTERM.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Kills the process, as when its machine fails.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

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
            Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        _said.Dispose();
        _ownHome?.Delete(recursive: true);
    }

    private void Note(string? line)
    {
        if (line is null)
            return;
        lock (_lines)
            _lines.Add(line);
        _said.Release();
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Url();
}
