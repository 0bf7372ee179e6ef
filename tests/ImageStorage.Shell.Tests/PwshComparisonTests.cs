namespace ImageStorage.Shell;

/// <summary>The same command line in pwsh gives the same words on the same streams.</summary>
public class PwshComparisonTests
{
    private const string Parameters = """
        param([string]$Name = 'none', [int]$B = 1, [switch]$Flag, [Parameter(ValueFromRemainingArguments)][string[]]$Rest)
        "Name=$Name B=$B Flag=$Flag Rest=$($Rest -join ',')"
        """;

    [Theory]
    [InlineData("a -B 2")]
    [InlineData("-Name a -Flag x y z")]
    [InlineData("-Name:a -Flag:$false -B:3")]
    [InlineData("-Flag:$true")]
    [InlineData("-flag -na short")]
    [InlineData("-Unknown 3")]
    [InlineData("-B two")]
    [InlineData("-Name: -dash")]
    [InlineData("$env:HOME *.ps1")]
    public async Task Parameters_bind_as_in_pwsh(string arguments) => await CompareFileAsync(Parameters, arguments.Split(' '));

    [Theory]
    [InlineData("-B 2 -S c")]
    [InlineData("")]
    [InlineData("-Name:x -Flag:$false 1")]
    public async Task Args_are_as_in_pwsh(string arguments) => await CompareFileAsync(
        "\"$($args.Count): $args\"", arguments.Split(' ', StringSplitOptions.RemoveEmptyEntries));

    [Theory]
    [InlineData("\"$PSScriptRoot $PSCommandPath $($MyInvocation.MyCommand.Path) $($MyInvocation.MyCommand.Name)\"")]
    [InlineData("throw 'boom'")]
    [InlineData("function Test-It { throw 'within' }\nTest-It")]
    [InlineData("Get-NoSuchThing 1")]
    [InlineData("1/0; 'after'")]
    [InlineData("$null.ToUpper()")]
    [InlineData("if (")]
    [InlineData("'text'; 1.5; @{ a = 1 }; $null; 1, 2")]
    [InlineData("Write-Output 1 (2, 3); 4, 5 | Write-Output; Write-Output (6, 7) -NoEnumerate")]
    [InlineData("Write-Host a, b (1, 2) -Separator '-'; Write-Host; Write-Host x -NoNewline; Write-Host y -ForegroundColor Red; 'p' | Write-Host")]
    [InlineData("Write-Host $null; Write-Host @{ a = 1 }; Write-Host 1.5 $true; Write-Host hidden 6>$null")]
    [InlineData("/bin/echo out; /bin/sh -c 'echo err >&2'; /bin/echo piped | ForEach-Object { \"got $_\" }")]
    [InlineData("$x = /bin/echo caught; \"[$x]\"")]
    [InlineData("function Test-It { [CmdletBinding()] param() $PSCmdlet.WriteWarning('w'); $PSCmdlet.WriteVerbose('v') }\nTest-It -Verbose")]
    [InlineData("$DebugPreference = 'Continue'; function Test-It { [CmdletBinding()] param() $PSCmdlet.WriteDebug('d') }\nTest-It")]
    [InlineData("$Host.UI.WriteErrorLine('plain')")]
    public async Task Script_writes_what_it_writes_in_pwsh(string script) => await CompareFileAsync(script);

    [Theory]
    [InlineData("throw 'x'")]
    [InlineData("Get-NoSuchThing; 1")]
    [InlineData("[int]'x'")]
    [InlineData("\"$args\" a b")]
    [InlineData("[pscustomobject]@{ Name = 'a'; Size = 1 }, [pscustomobject]@{ Name = 'b'; Size = 22 }")]
    public async Task Command_writes_what_it_writes_in_pwsh(string command) => await CompareAsync("", "-NoProfile", "-Command", command);

    [Fact]
    public async Task Input_is_given_to_a_command_that_asks_for_it_as_in_pwsh() =>
        await CompareAsync("one\ntwo\n", "-NoProfile", "-Command", "$input | ForEach-Object { \"<$_>\" }");

    [Fact]
    public async Task Script_without_an_extension_runs_as_in_pwsh()
    {
        using var folder = new ScriptFolder();
        await CompareAsync("", "-NoProfile", "-File", folder.Write("#!/usr/bin/env pwsh\n\"ran $args\"\nexit 3", "tool"), "a");
    }

    private static async Task CompareFileAsync(string script, params string[] arguments)
    {
        using var folder = new ScriptFolder();
        await CompareAsync("", ["-NoProfile", "-File", folder.Write(script), .. arguments]);
    }

    private static async Task CompareAsync(string input, params string[] arguments)
    {
        var pwsh = await ShellProcess.RunProgramAsync(ShellProcess.FindOrSkip("pwsh"), input, arguments);
        var shell = await ShellProcess.RunProgramAsync(ShellProcess.Path, input, arguments);
        Assert.Equal((pwsh.ExitCode, pwsh.OutWords, pwsh.ErrorWords), (shell.ExitCode, shell.OutWords, shell.ErrorWords));
    }
}
