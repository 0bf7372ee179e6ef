using System.Text.RegularExpressions;

namespace ImageStorage.Shell;

/// <summary>How a run of a shell ended.</summary>
internal sealed partial record ShellResult(int ExitCode, string Out, string Error)
{
    /// <summary>The lines of the output that are not empty.</summary>
    public string[] Lines => Out.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>The errors as running words: shells wrap them at different widths.</summary>
    public string ErrorWords => Spacing().Replace(Error, " ").Trim();

    /// <summary>The output as running words.</summary>
    public string OutWords => Spacing().Replace(Out, " ").Trim();

    [GeneratedRegex(@"[\s|]+")]
    private static partial Regex Spacing();
}
