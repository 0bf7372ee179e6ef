using System.Diagnostics;
using System.Reflection;
using System.Text.RegularExpressions;

namespace ImageStorage.Infrastructure.Scripts;

/// <summary>The portal as a load test finds it: a process of its own, embedded.</summary>
public sealed partial class LoadedPortal : IAsyncLifetime
{
    /// <summary>A teacher's.</summary>
    public const string Token = "a-teachers-token-of-the-load-tests";

    private readonly DirectoryInfo _home = Directory.CreateTempSubdirectory("imagestorage-loaded-");
    private Process _process = null!;

    /// <summary>The program.</summary>
    public static string Program { get; } = Path.Combine(
        typeof(LoadedPortal).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == "PortalFolder").Value!, "ImageStorage.Portal.dll");

    /// <summary>Where it answers.</summary>
    public Uri Address { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        var start = new ProcessStartInfo("dotnet", [Program, "--urls=http://127.0.0.1:0"]) { RedirectStandardOutput = true };
        start.Environment["IMAGESTORAGE_HOME"] = _home.FullName;
        start.Environment["Portal__ApiTokens"] = $"teacher:load={Token}";
        start.Environment["Portal__GenerationsPerMinute"] = "10000";
        _process = Process.Start(start)!;
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (Url().Match(line) is { Success: true } url)
            {
                Address = new Uri(url.Value);
                // Otherwise it would wait until what it says is read.
                _ = _process.StandardOutput.ReadToEndAsync();
                return;
            }
        }

        throw new InvalidOperationException($"The portal ended with {_process.ExitCode}.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        _home.Delete(recursive: true);
    }

    [GeneratedRegex(@"http://127\.0\.0\.1:\d+")]
    private static partial Regex Url();
}
