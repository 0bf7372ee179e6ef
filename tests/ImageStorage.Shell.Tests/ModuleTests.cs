namespace ImageStorage.Shell;

public class ModuleTests
{
    [Fact]
    public async Task Output_is_shown_in_the_modules_own_view()
    {
        var result = await ShellProcess.RunAsync("-Command", "New-AssignmentImage quiz-1");
        Assert.Equal(["Assignment    Kilobytes", "----------    ---------", "quiz-1              1.5"], result.Lines);
    }

    [Fact]
    public async Task Streams_go_where_pwsh_sends_them()
    {
        var result = await ShellProcess.RunAsync("-Command", "Write-AssignmentStream -Verbose -InformationAction Continue; 'end'");
        Assert.Equal(["an object", "WARNING: a warning", "VERBOSE: a detail", "a notice", "end"], result.Lines);
        Assert.Equal("Write-AssignmentStream: It went wrong.", result.Error.Trim());
    }

    [Fact]
    public async Task Error_of_a_cmdlet_is_a_sentence_without_a_position() => Assert.Equal(
        "New-AssignmentImage: 'a b' is not an assignment id.",
        (await ShellProcess.RunAsync("-Command", "New-AssignmentImage 'a b'")).Error.Trim());

    [Fact]
    public async Task Error_that_ends_a_script_tells_where()
    {
        using var folder = new ScriptFolder();
        var script = folder.Write("$ErrorActionPreference = 'Stop'\nNew-AssignmentImage 'a b'\n'never'");
        var result = await ShellProcess.RunAsync(script);
        Assert.Equal(1, result.ExitCode);
        Assert.StartsWith($"New-AssignmentImage: {script}:2", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("'a b' is not an assignment id.", result.ErrorWords, StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }

    [Fact]
    public async Task Progress_is_not_shown_when_output_is_redirected()
    {
        var result = await ShellProcess.RunAsync("-Command", "New-AssignmentImage quiz-1 | Out-Null");
        Assert.Equal(("", ""), (result.Out, result.Error));
    }

    [Fact]
    public async Task Confirm_in_non_interactive_mode_is_an_error_that_says_so()
    {
        var result = await ShellProcess.RunAsync("-NonInteractive", "-Command", "New-AssignmentImage quiz-1 -Confirm");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("non-interactive mode", result.ErrorWords, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("y\n", "quiz-1")]
    [InlineData("\n", "quiz-1")]
    [InlineData("?\nmaybe\nYES\n", "quiz-1")]
    public async Task Confirm_answered_with_yes_goes_on(string answer, string expected) => Assert.Contains(
        expected + "              1.5",
        (await ShellProcess.RunProgramAsync(ShellProcess.Path, answer, "-Command", "New-AssignmentImage quiz-1 -Confirm")).Out,
        StringComparison.Ordinal);

    [Fact]
    public async Task Confirm_answered_with_no_does_nothing()
    {
        var result = await ShellProcess.RunProgramAsync(ShellProcess.Path, "n\n", "-Command", "New-AssignmentImage quiz-1 -Confirm");
        Assert.Equal(0, result.ExitCode);
        Assert.DoesNotContain("1.5", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Mandatory_parameter_is_asked_for()
    {
        var result = await ShellProcess.RunProgramAsync(ShellProcess.Path, "quiz-9\n", "-Command", "New-AssignmentImage");
        Assert.Contains("AssignmentId: ", result.Out, StringComparison.Ordinal);
        Assert.Contains("quiz-9              1.5", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Input_that_ends_before_the_answer_is_an_error()
    {
        var result = await ShellProcess.RunAsync("-Command", "New-AssignmentImage quiz-1 -Confirm");
        Assert.Equal(1, result.ExitCode);
        Assert.Contains("Standard input has ended", result.ErrorWords, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_of_a_cmdlet_is_shown()
    {
        var result = await ShellProcess.RunAsync("-Command", "Get-Help New-AssignmentImage -Full");
        Assert.Contains("Makes the picture of an assignment.", result.Out, StringComparison.Ordinal);
        Assert.Contains("-AssignmentId <string>", result.Out, StringComparison.Ordinal);
        Assert.Contains("New-AssignmentImage quiz-1", result.Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_of_a_topic_is_shown() => Assert.Contains(
        "A stand-in for the module's own topic.",
        (await ShellProcess.RunAsync("-Command", "Get-Help about_ImageStorage")).Out,
        StringComparison.Ordinal);

    [Fact]
    public async Task Missing_standard_command_is_not_looked_for_in_the_modules_of_pwsh()
    {
        using var process = ShellProcess.Start(
            "/usr/bin/env", $"PSModulePath={Path.GetDirectoryName(ShellProcess.Find("pwsh"))}/Modules", ShellProcess.Path, "-Command", "Get-Random");
        process.StandardInput.Close();
        var result = await ShellProcess.FinishAsync(process);
        Assert.StartsWith("Get-Random: The term 'Get-Random' is not recognized", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_tells_its_name_and_version() => Assert.Equal(
        ["ImageStorage.Shell 0.1.0"],
        (await ShellProcess.RunAsync("-Command", "\"$($Host.Name) $($Host.Version.ToString(3))\"")).Lines);
}
