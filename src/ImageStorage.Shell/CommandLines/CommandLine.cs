namespace ImageStorage.Shell.CommandLines;

/// <summary>A parsed command line, with the same meaning as in <c>pwsh</c>.</summary>
internal sealed record CommandLine
{
    public required ShellAction Action { get; init; }

    /// <summary>The script of <see cref="ShellAction.RunFile"/>, as typed.</summary>
    public string ScriptPath { get; init; } = "";

    /// <summary>The text of <see cref="ShellAction.RunCommand"/>.</summary>
    public string CommandText { get; init; } = "";

    /// <summary>The script's own arguments.</summary>
    public IReadOnlyList<ScriptArgument> Arguments { get; init; } = [];

    /// <summary>True when the user may not be asked anything.</summary>
    public bool NonInteractive { get; init; }

    /// <summary>The folder to start in; null for the current one.</summary>
    public string? WorkingDirectory { get; init; }

    /// <summary>Why the command line is rejected.</summary>
    public string Problem { get; init; } = "";
}
