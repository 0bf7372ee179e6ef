namespace ImageStorage.Shell.CommandLines;

/// <summary>One argument for a script.</summary>
/// <param name="Name">The parameter's name with its dash; null for a positional argument.</param>
/// <param name="Value">The value; null for a name alone, which the engine joins with the next argument or treats as a switch.</param>
internal sealed record ScriptArgument(string? Name, object? Value)
{
    /// <summary>Reads arguments as <c>pwsh -File</c> does: all text is literal except <c>-Name:$true</c> and <c>-Name:$false</c>.</summary>
    public static IReadOnlyList<ScriptArgument> Parse(IEnumerable<string> arguments)
    {
        var parsed = new List<ScriptArgument>();
        string? pendingName = null;
        foreach (var argument in arguments)
        {
            if (pendingName is not null)
            {
                parsed.Add(new ScriptArgument(pendingName, argument));
                pendingName = null;
            }
            else if (argument is not ['-', _, ..])
            {
                parsed.Add(new ScriptArgument(null, argument));
            }
            else if (argument.EndsWith(':') && argument.IndexOf(':', StringComparison.Ordinal) == argument.Length - 1)
            {
                pendingName = argument[..^1];
            }
            else
            {
                parsed.Add(ParseNamed(argument));
            }
        }

        return parsed;
    }

    private static ScriptArgument ParseNamed(string argument)
    {
        var colon = argument.IndexOf(':', StringComparison.Ordinal);
        return colon < 0
            ? new ScriptArgument(argument, null)
            : new ScriptArgument(argument[..colon], ToBooleanOrText(argument[(colon + 1)..]));
    }

    private static object ToBooleanOrText(string text) =>
        bool.TryParse(text.StartsWith('$') ? text[1..] : text, out var value) ? value : text;
}
