namespace ImageStorage.Shell.CommandLines;

/// <summary>A switch of the shell itself.</summary>
/// <param name="Name">The whole name, in lower case.</param>
/// <param name="Shortest">The shortest accepted abbreviation.</param>
/// <param name="Kind">What it does.</param>
internal sealed record ShellSwitch(string Name, string Shortest, ShellSwitchKind Kind)
{
    // The names and shortest forms are those of pwsh, so that a command line works in both.
    private static readonly ShellSwitch[] All =
    [
        new("version", "v", ShellSwitchKind.Version),
        new("help", "h", ShellSwitchKind.Help),
        new("?", "?", ShellSwitchKind.Help),
        new("file", "f", ShellSwitchKind.File),
        new("command", "c", ShellSwitchKind.Command),
        new("encodedcommand", "e", ShellSwitchKind.EncodedCommand),
        new("ec", "ec", ShellSwitchKind.EncodedCommand),
        new("noninteractive", "noni", ShellSwitchKind.NonInteractive),
        new("workingdirectory", "wo", ShellSwitchKind.WorkingDirectory),
        new("wd", "wd", ShellSwitchKind.WorkingDirectory),
        new("outputformat", "o", ShellSwitchKind.DataFormat),
        new("of", "of", ShellSwitchKind.DataFormat),
        new("inputformat", "inp", ShellSwitchKind.DataFormat),
        new("if", "if", ShellSwitchKind.DataFormat),
        new("executionpolicy", "ex", ShellSwitchKind.IgnoredWithValue),
        new("ep", "ep", ShellSwitchKind.IgnoredWithValue),
        new("noprofile", "nop", ShellSwitchKind.Ignored),
        new("nologo", "nol", ShellSwitchKind.Ignored),
        new("noprofileloadtime", "noprofileloadtime", ShellSwitchKind.Ignored),
        new("login", "l", ShellSwitchKind.Ignored),
        new("sta", "sta", ShellSwitchKind.Ignored),
        new("mta", "mta", ShellSwitchKind.Ignored),
    ];

    /// <summary>The switch that an argument names, or null.</summary>
    public static ShellSwitch? Find(string argument)
    {
        var name = argument switch
        {
            "/?" => "?",
            ['-', '-', _, ..] => argument[2..],
            ['-', _, ..] => argument[1..],
            _ => null,
        };
        return name is null
            ? null
            : Array.Find(All, s =>
                s.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase) && name.StartsWith(s.Shortest, StringComparison.OrdinalIgnoreCase));
    }
}
