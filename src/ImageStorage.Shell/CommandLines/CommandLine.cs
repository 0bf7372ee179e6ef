namespace ImageStorage.Shell.CommandLines;

/// <summary>A command line of this shell, understood as <c>pwsh</c> understands its own.</summary>
internal sealed record CommandLine
{
    public required ShellAction Action { get; init; }

    /// <summary>The script of <see cref="ShellAction.RunFile"/>, as it was typed.</summary>
    public string ScriptPath { get; init; } = "";

    /// <summary>The text of <see cref="ShellAction.RunCommand"/>.</summary>
    public string CommandText { get; init; } = "";

    /// <summary>The script's own arguments.</summary>
    public IReadOnlyList<ScriptArgument> Arguments { get; init; } = [];

    /// <summary>True when nothing may be asked of a person.</summary>
    public bool NonInteractive { get; init; }

    /// <summary>The folder to start in; null: the process's own.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Why the command line is rejected.</summary>
    public string Problem { get; init; } = "";
}
