namespace ImageStorage.Shell.CommandLines;

/// <summary>What a switch of the shell does.</summary>
internal enum ShellSwitchKind
{
    Version,
    Help,
    File,
    Command,
    EncodedCommand,
    NonInteractive,
    WorkingDirectory,

    /// <summary>Takes a value that must be <c>Text</c>.</summary>
    DataFormat,

    /// <summary>Accepted as in pwsh, but without effect.</summary>
    Ignored,

    /// <summary>Like <see cref="Ignored"/>, with the next argument as its value.</summary>
    IgnoredWithValue,
}
