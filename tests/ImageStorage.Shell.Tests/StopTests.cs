using System.Diagnostics;

namespace ImageStorage.Shell;

/// <summary>Real signals to a real process.</summary>
public class StopTests
{
    // A second on an idle machine; the suites share the processors, and what is stopped would never end by itself.
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);

    [Theory]
    [InlineData("INT", 130, "Wait-AssignmentImage")]
    [InlineData("TERM", 143, "Wait-AssignmentImage")]
    [InlineData("INT", 130, "while ($true) { }")]
    [InlineData("INT", 130, "New-AssignmentImage quiz-1 -Confirm")]
    public async Task Signal_stops_what_runs(string signal, int exitCode, string command)
    {
        using var process = await StartAsync(command);
        var watch = Stopwatch.StartNew();
        await SendAsync(signal, process);
        var result = await ShellProcess.FinishAsync(process);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(result.Error);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Limit);
    }

    [Fact]
    public async Task Signal_lets_a_script_tidy_up()
    {
        using var process = await StartAsync("try { Wait-AssignmentImage } finally { 'tidy' | Out-Host }");
        await SendAsync("INT", process);
        Assert.Contains("tidy", (await ShellProcess.FinishAsync(process)).Lines);
    }

    [Fact]
    public async Task Second_signal_ends_a_cmdlet_that_does_not_listen()
    {
        using var process = await StartAsync("Wait-AssignmentImage -Deaf");
        var watch = Stopwatch.StartNew();
        await SendAsync("INT", process);
        await Task.Delay(200);
        await SendAsync("INT", process);

        Assert.Equal(130, (await ShellProcess.FinishAsync(process)).ExitCode);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, Limit);
    }

    private static async Task<Process> StartAsync(string command)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no signals to send");
        // A test run that was started in the background ignores SIGINT, and what it starts would too.
        var process = ShellProcess.Start("/usr/bin/env", "--default-signal=INT", ShellProcess.Path, "-Command", $"Write-Host ready; {command}");
        Assert.Equal("ready", await process.StandardOutput.ReadLineAsync());
        await Task.Delay(300);
        return process;
    }

    private static async Task SendAsync(string signal, Process process)
    {
        using var kill = ShellProcess.Start(ShellProcess.FindOrSkip("kill"), $"-{signal}", $"{process.Id}");
        await kill.WaitForExitAsync();
    }
}
