using System.Diagnostics;
using System.Reflection;

namespace ImageStorage.Cmdlets.Reliability;

/// <summary>The bulk command, as a process that can be killed.</summary>
internal static class CrashSubject
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static readonly string Shell = Path.Combine(
        typeof(CrashSubject).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "ShellFolder").Value!,
        OperatingSystem.IsWindows() ? "ImageStorage.Shell.exe" : "ImageStorage.Shell");

    /// <summary>Makes an assignment of each picture, with the file's name as its id, and tells each that is finished.</summary>
    public static string Script(IReadOnlyList<string> pictures) => $$"""
        [System.IO.Directory]::GetFiles('{{Path.GetDirectoryName(pictures[0])}}') | ForEach-Object {
            [pscustomobject]@{ AssignmentId = [System.IO.Path]::GetFileNameWithoutExtension($_); Path = $_ }
        } | New-AssignmentImage -ThrottleLimit 4 | ForEach-Object { $_.AssignmentId }
        """;

    /// <summary>Runs the bulk command and kills it a while after it has told so many results.</summary>
    /// <returns>The assignments that it had told as finished.</returns>
    public static async Task<IReadOnlyList<string>> RunAndKillAsync(
        IReadOnlyList<string> pictures, string home, IReadOnlyDictionary<string, string> environment, int killAfter, TimeSpan delay)
    {
        var start = new ProcessStartInfo(Shell, ["-NonInteractive", "-Command", Script(pictures)])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["IMAGESTORAGE_HOME"] = home;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        using var patience = new CancellationTokenSource(Patience);
        using var process = Process.Start(start)!;
        try
        {
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            var told = new List<string>();
            while (told.Count < killAfter && await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
                told.Add(line);
            await Task.Delay(delay, patience.Token);
            process.Kill();
            while (await process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
                told.Add(line);
            await process.WaitForExitAsync(patience.Token);
            Assert.Equal("", await error);
            return [.. told.Where(line => pictures.Any(path => Path.GetFileNameWithoutExtension(path) == line))];
        }
        finally
        {
            process.Kill();
        }
    }
}
