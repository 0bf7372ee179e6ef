using System.Diagnostics;

namespace ImageStorage.Shell;

/// <summary>Runs the shell's executable as a person would, or pwsh with the same arguments. The output folder of the tests holds the stand-in module.</summary>
internal static class ShellProcess
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    public static string Path { get; } =
        System.IO.Path.Combine(AppContext.BaseDirectory, OperatingSystem.IsWindows() ? "ImageStorage.Shell.exe" : "ImageStorage.Shell");

    /// <summary>The program's full path, or null when it is not on PATH.</summary>
    public static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "")
        .Split(System.IO.Path.PathSeparator)
        .Select(folder => System.IO.Path.Combine(folder, program))
        .FirstOrDefault(File.Exists);

    public static string FindOrSkip(string program)
    {
        var path = Find(program);
        Assert.SkipWhen(path is null, $"{program} is not on PATH");
        return path!;
    }

    public static Task<ShellResult> RunAsync(params string[] arguments) => RunProgramAsync(Path, "", arguments);

    public static async Task<ShellResult> RunProgramAsync(string program, string input, params string[] arguments)
    {
        using var process = Start(program, arguments);
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
        return await FinishAsync(process);
    }

    public static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["TERM"] = "dumb";
        start.Environment["NO_COLOR"] = "1";
        start.Environment["POWERSHELL_TELEMETRY_OPTOUT"] = "1";
        return Process.Start(start)!;
    }

    public static async Task<ShellResult> FinishAsync(Process process)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(patience.Token);
            var error = process.StandardError.ReadToEndAsync(patience.Token);
            await process.WaitForExitAsync(patience.Token);
            return new ShellResult(process.ExitCode, await output, await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
