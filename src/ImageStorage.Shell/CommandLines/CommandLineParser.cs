using System.Text;

namespace ImageStorage.Shell.CommandLines;

/// <summary>Parses a command line from left to right, up to the script or the command, which takes the rest.</summary>
internal sealed class CommandLineParser
{
    private readonly string[] _arguments;
    private CommandLine _result = new() { Action = ShellAction.ShowHelp };
    private int _next;

    private CommandLineParser(string[] arguments) => _arguments = arguments;

    public static CommandLine Parse(params string[] arguments) => new CommandLineParser(arguments).Parse();

    private CommandLine Parse()
    {
        while (_next < _arguments.Length)
        {
            var argument = _arguments[_next++];
            if (ParseArgument(argument) is { } whole)
                return whole;
        }

        // Only switches, such as `-NoLogo`, start a prompt in pwsh. There is none here, so the help is shown: silence would look like success.
        return _result;
    }

    /// <summary>The whole command line when this argument is its last part; null when more arguments follow.</summary>
    private CommandLine? ParseArgument(string argument)
    {
        switch (ShellSwitch.Find(argument)?.Kind)
        {
            case ShellSwitchKind.Version:
                return _result with { Action = ShellAction.ShowVersion };
            case ShellSwitchKind.Help:
                return _result with { Action = ShellAction.ShowHelp };
            case ShellSwitchKind.File:
                return TakeValue() is { } path ? File(path) : Reject($"{argument} needs the path of a script.");
            case ShellSwitchKind.Command:
                return Command(argument);
            case ShellSwitchKind.EncodedCommand:
                return TakeValue() is { } encoded ? EncodedCommand(encoded) : Reject($"{argument} needs a command.");
            case ShellSwitchKind.NonInteractive:
                _result = _result with { NonInteractive = true };
                return null;
            case ShellSwitchKind.WorkingDirectory:
                _result = _result with { WorkingDirectory = TakeValue() };
                return _result.WorkingDirectory is null ? Reject($"{argument} needs a folder.") : null;
            case ShellSwitchKind.DataFormat:
                return "Text".Equals(TakeValue(), StringComparison.OrdinalIgnoreCase)
                    ? null
                    : Reject($"{argument} can only be Text here. Leave it out.");
            case ShellSwitchKind.IgnoredWithValue:
                return TakeValue() is null ? Reject($"{argument} needs a value.") : null;
            case ShellSwitchKind.Ignored:
                return null;
            default:
                return argument is ['-', _, ..] && !System.IO.File.Exists(argument)
                    ? Reject($"'{argument}' is neither a switch of this shell nor a script file.")
                    : File(argument);
        }
    }

    private CommandLine File(string path) => path switch
    {
        "-" => _result with { Action = ShellAction.RunStandardInput },
        _ => _result with
        {
            Action = ShellAction.RunFile,
            ScriptPath = path,
            Arguments = ScriptArgument.Parse(_arguments[_next..]),
        },
    };

    private CommandLine Command(string argument)
    {
        var rest = _arguments[_next..];
        return rest switch
        {
            [] => Reject($"{argument} needs a command."),
            ["-"] => _result with { Action = ShellAction.RunStandardInput },
            ["-", ..] => Reject($"Nothing can follow '{argument} -': the command is read from standard input."),
            _ => _result with { Action = ShellAction.RunCommand, CommandText = string.Join(' ', rest) },
        };
    }

    private CommandLine EncodedCommand(string encoded)
    {
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded, bytes, out var length)
            ? _result with { Action = ShellAction.RunCommand, CommandText = Encoding.Unicode.GetString(bytes, 0, length) }
            : Reject("The encoded command is not base64 of UTF-16 text. Encode it with [Text.Encoding]::Unicode first, then as base64.");
    }

    private string? TakeValue() => _next < _arguments.Length ? _arguments[_next++] : null;

    private CommandLine Reject(string problem) => _result with { Action = ShellAction.Reject, Problem = problem };
}
