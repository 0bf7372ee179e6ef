using System.Diagnostics;

namespace ImageStorage.Shell;

/// <summary>Real signals to a real process.</summary>
public class StopTests
{
    [Theory]
    [InlineData("INT", 130, "Wait-AssignmentImage")]
    [InlineData("TERM", 143, "Wait-AssignmentImage")]
    [InlineData("INT", 130, "while ($true) { }")]
    [InlineData("INT", 130, "New-AssignmentImage quiz-1 -Confirm")]
    public async Task Signal_stops_what_runs_within_a_second(string signal, int exitCode, string command)
    {
        using var process = await StartAsync(command);
        var watch = Stopwatch.StartNew();
        await SendAsync(signal, process);
        var result = await ShellProcess.FinishAsync(process);

        Assert.Equal(exitCode, result.ExitCode);
        Assert.Empty(result.Error);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(1));
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
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
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
