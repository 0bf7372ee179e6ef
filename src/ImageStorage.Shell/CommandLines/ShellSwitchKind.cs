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

    /// <summary>Has a meaning in pwsh that this shell has no use for.</summary>
    Ignored,

    /// <summary>As <see cref="Ignored"/>, and the next argument belongs to it.</summary>
    IgnoredWithValue,
}
