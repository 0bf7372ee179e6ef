namespace ImageStorage.Shell.CommandLines;

/// <summary>What <c>-Help</c> shows.</summary>
internal static class Usage
{
    public const string Text = """
        Runs PowerShell with the ImageStorage module on a machine without PowerShell.

        Usage: ImageStorage.Shell [options] [-File] <script.ps1> [script arguments]
               ImageStorage.Shell [options] -Command <text>
               ImageStorage.Shell [options] -Command -

          -File, -f               Run a script. Its arguments bind by name or position: -Name value, -Name:value, -Switch, -Switch:$false.
          -Command, -c            Run the rest of the command line, or with '-' the text on standard input.
          -EncodedCommand, -e     Run base64 of UTF-16 text.
          -NonInteractive         Ask nothing: what needs an answer is an error.
          -WorkingDirectory, -wd  Start in this folder.
          -Version, -v            Show the versions.
          -Help, -h, -?           Show this.

        -NoProfile, -NoLogo and -ExecutionPolicy are accepted, so that a command line for pwsh works here too.

        Exit codes: what the script's 'exit' says; 1 for an error that ended it, or a last command that failed;
        64 for a command line that makes no sense; 130 and 143 when interrupted or terminated.

        Begin with: ImageStorage.Shell -Command Get-Command -Module ImageStorage
        """;
}
