using System.Diagnostics;
using System.Text.RegularExpressions;

namespace ImageStorage.Portal.Hosting;

/// <summary>One of several portals, as a process with an environment of its own; what it says can be waited for.</summary>
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

    /// <summary>Where it answers.</summary>
    public Uri Address { get; private set; } = null!;

    /// <summary>Starts one, and waits until it answers.</summary>
    /// <param name="environment">Beside the tests' own; null takes a variable away. Without IMAGESTORAGE_HOME it has a folder that is deleted with it.</param>
    /// <param name="settings">As on the command line.</param>
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

    /// <summary>The first line that it has said or says with these words.</summary>
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
            Assert.True(said || waited.Elapsed < Patience, $"It never said '{words}', but: {string.Join('\n', _lines)}");
        }
    }

    /// <summary>Tells it to end.</summary>
    public async Task TerminateAsync()
    {
        using var kill = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
        await kill.WaitForExitAsync();
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Ends it at once, as a machine that is gone.</summary>
    public void Kill() => _process.Kill(entireProcessTree: true);

    /// <summary>Its exit code, when it has ended.</summary>
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
