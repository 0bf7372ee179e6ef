using System.Text;

namespace ImageStorage.Shell.CommandLines;

public class CommandLineParserTests
{
    [Theory]
    [InlineData("", nameof(ShellAction.ShowHelp))]
    [InlineData("-NoLogo", nameof(ShellAction.ShowHelp))]
    [InlineData("-h", nameof(ShellAction.ShowHelp))]
    [InlineData("-?", nameof(ShellAction.ShowHelp))]
    [InlineData("/?", nameof(ShellAction.ShowHelp))]
    [InlineData("--help", nameof(ShellAction.ShowHelp))]
    [InlineData("-v", nameof(ShellAction.ShowVersion))]
    [InlineData("-VERSION ignored", nameof(ShellAction.ShowVersion))]
    [InlineData("-File a.ps1", nameof(ShellAction.RunFile))]
    [InlineData("-f a.ps1", nameof(ShellAction.RunFile))]
    [InlineData("a.ps1 -Command b", nameof(ShellAction.RunFile))]
    [InlineData("-nop -nol -noni -ep Bypass -wd /tmp -sta -File a.ps1", nameof(ShellAction.RunFile))]
    [InlineData("-File -", nameof(ShellAction.RunStandardInput))]
    [InlineData("-", nameof(ShellAction.RunStandardInput))]
    [InlineData("-c 1 + 1", nameof(ShellAction.RunCommand))]
    [InlineData("-Command -", nameof(ShellAction.RunStandardInput))]
    [InlineData("-OutputFormat Text -c 1", nameof(ShellAction.RunCommand))]
    [InlineData("-OutputFormat XML -c 1", nameof(ShellAction.Reject))]
    [InlineData("-Command - more", nameof(ShellAction.Reject))]
    [InlineData("-Command", nameof(ShellAction.Reject))]
    [InlineData("-File", nameof(ShellAction.Reject))]
    [InlineData("-WorkingDirectory", nameof(ShellAction.Reject))]
    [InlineData("-EncodedCommand ?", nameof(ShellAction.Reject))]
    [InlineData("-Bogus", nameof(ShellAction.Reject))]
    [InlineData("-no", nameof(ShellAction.Reject))]
    public void Parse_of_switches_gives_the_action_that_pwsh_takes(string commandLine, string action) =>
        Assert.Equal(action, Parse(commandLine).Action.ToString());

    [Fact]
    public void Parse_of_a_command_joins_all_that_follows() =>
        Assert.Equal("Get-Command -Module X", Parse("-NoProfile -Command Get-Command -Module X").CommandText);

    [Fact]
    public void Parse_of_an_encoded_command_decodes_it() => Assert.Equal(
        "'é'", CommandLineParser.Parse("-e", Convert.ToBase64String(Encoding.Unicode.GetBytes("'é'"))).CommandText);

    [Fact]
    public void Parse_of_a_file_leaves_its_arguments_to_the_script()
    {
        var parsed = Parse("-File a.ps1 -NonInteractive");
        Assert.False(parsed.NonInteractive);
        Assert.Equal([new ScriptArgument("-NonInteractive", null)], parsed.Arguments);
    }

    [Fact]
    public void Parse_of_an_unknown_switch_names_it() => Assert.Contains("'-Bogus'", Parse("-Bogus").Problem, StringComparison.Ordinal);

    private static CommandLine Parse(string commandLine) =>
        CommandLineParser.Parse(commandLine.Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
