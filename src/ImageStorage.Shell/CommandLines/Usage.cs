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
          -NonInteractive         Never ask: a script that needs an answer fails.
          -WorkingDirectory, -wd  Start in this folder.
          -Version, -v            Show the versions.
          -Help, -h, -?           Show this.

        -NoProfile, -NoLogo and -ExecutionPolicy are accepted, so that a command line for pwsh works here too.

        Exit codes: the script's own from 'exit'; 1 when an error ended it, or when its last command failed;
        64 for a wrong command line; 130 when interrupted (Ctrl+C); 143 when terminated (SIGTERM).

        Start with: ImageStorage.Shell -Command Get-Command -Module ImageStorage
        """;
}
