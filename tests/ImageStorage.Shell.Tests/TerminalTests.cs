namespace ImageStorage.Shell;

/// <summary>The shell on a pseudo-terminal, which <c>script</c> (util-linux) gives it.</summary>
public class TerminalTests
{
    private const string EraseLine = "\r\e[K";

    [Fact]
    public async Task Progress_is_drawn_and_erased()
    {
        var shown = await RunAsync("", "New-AssignmentImage quiz-1 -ProgressMilliseconds 50 | Out-Null", "xterm");
        Assert.Contains($"{EraseLine}Making a picture: Storing [========            ]  40%{EraseLine}", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Errors_are_in_colour() =>
        Assert.Contains("\e[31;1m", await RunAsync("", "New-AssignmentImage 'a b'", "xterm"), StringComparison.Ordinal);

    [Fact]
    public async Task Write_host_has_its_colours() =>
        Assert.Contains("\e[92m\e[41mhi\e[0m", await RunAsync("", "Write-Host hi -Fore Green -Back DarkRed", "xterm"), StringComparison.Ordinal);

    [Fact]
    public async Task Nothing_is_in_colour_on_a_terminal_that_knows_none() => Assert.DoesNotContain(
        "\e[3", await RunAsync("", "New-AssignmentImage 'a b'; Write-Host hi -Fore Green", "dumb"), StringComparison.Ordinal);

    [Fact]
    public async Task Confirm_waits_for_the_answer() => Assert.Contains(
        "quiz-1              1.5", await RunAsync("y\n", "New-AssignmentImage quiz-1 -Confirm", "xterm"), StringComparison.Ordinal);

    private static async Task<string> RunAsync(string keys, string command, string terminal)
    {
        var script = ShellProcess.FindOrSkip("script");
        using var process = ShellProcess.Start(
            "/usr/bin/env", "-u", "NO_COLOR", $"TERM={terminal}", script, "-qec", $"'{ShellProcess.Path}' -Command \"{command}\"", "/dev/null");
        await process.StandardInput.WriteAsync(keys);
        await process.StandardInput.FlushAsync();
        return (await ShellProcess.FinishAsync(process)).Out;
    }
}
