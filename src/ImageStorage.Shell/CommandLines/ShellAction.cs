namespace ImageStorage.Shell.CommandLines;

/// <summary>What a command line asks for.</summary>
internal enum ShellAction
{
    RunFile,
    RunCommand,
    RunStandardInput,
    ShowVersion,
    ShowHelp,
    Reject,
}
