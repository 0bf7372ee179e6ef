namespace ImageStorage.Shell;

public class ExitCodeTests
{
    /// <summary>What a script says, and the exit code that pwsh 7.6 gives it as a file and as a command.</summary>
    public static TheoryData<string, int, int> Scripts => new()
    {
        { "'fine'", 0, 0 },
        { "exit 7", 7, 7 },
        { "function Stop-Here { exit 4 }; Stop-Here; 'never'", 4, 4 },
        { "exit 300", 44, 44 },
        { "throw 'boom'", 1, 1 },
        { "[int]'x'", 0, 1 },
        { "Get-NoSuchThing", 0, 1 },
        { "Get-NoSuchThing; 'after'", 0, 0 },
        { "$ErrorActionPreference = 'Stop'; Get-NoSuchThing", 1, 1 },
        { "/bin/false", 0, 1 },
        { "/bin/false; 'after'", 0, 0 },
        { "/bin/false; if ($false) { exit 3 }; 'after'", 0, 0 },
        { "/bin/false; exit $LASTEXITCODE", 1, 1 },
        { "[CmdletBinding()] param() /bin/sh -c 'exit 9'; Get-NoSuchThing", 0, 1 },
        { "if (", 1, 1 },
        { "\"$args\" a", 1, 1 },
        { "#Requires -Version 99.0\n'never'", 1, 0 },
        { "break", 0, 0 },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task File_ends_with_the_code_that_pwsh_gives(string script, int asFile, int asCommand)
    {
        _ = asCommand;
        using var folder = new ScriptFolder();
        await CompareAsync(asFile, "-NoProfile", "-File", folder.Write(script));
    }

    [Theory]
    [MemberData(nameof(Scripts))]
    public async Task Command_ends_with_the_code_that_pwsh_gives(string script, int asFile, int asCommand)
    {
        _ = asFile;
        await CompareAsync(asCommand, "-NoProfile", "-Command", script);
    }

    [Fact]
    public async Task Command_that_calls_a_script_which_exits_fails_as_in_pwsh()
    {
        using var folder = new ScriptFolder();
        await CompareAsync(1, "-NoProfile", "-Command", $"& '{folder.Write("exit 7")}'");
    }

    [Theory]
    [InlineData("-File", "no-such-script.ps1")]
    [InlineData("no-such-script.ps1", "-Argument")]
    [InlineData("-Bogus", "x")]
    public async Task Command_line_without_a_script_that_is_there_is_64_as_in_pwsh(string first, string second) =>
        await CompareAsync(64, first, second);

    [Fact]
    public async Task Script_that_is_not_there_is_named_on_standard_error()
    {
        var result = await ShellProcess.RunAsync("-File", "no-such-script.ps1");
        Assert.StartsWith("'no-such-script.ps1' is not a script file.", result.Error, StringComparison.Ordinal);
        Assert.Empty(result.Out);
    }

    private static async Task CompareAsync(int expected, params string[] arguments)
    {
        Assert.Equal(expected, (await ShellProcess.RunAsync(arguments)).ExitCode);
        if (ShellProcess.Find("pwsh") is { } pwsh)
            Assert.Equal(expected, (await ShellProcess.RunProgramAsync(pwsh, "", arguments)).ExitCode);
        else
            Assert.Skip("pwsh is not on PATH: the code is what pwsh 7.6 gives, but was not compared");
    }
}
