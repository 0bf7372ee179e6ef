using System.IO.Enumeration;

namespace ImageStorage.Infrastructure.Policies;

/// <summary>The patterns of policies: <c>*</c> for any characters, <c>?</c> for one.</summary>
internal static class PolicyPattern
{
    public static bool Matches(string pattern, string text) =>
        FileSystemName.MatchesSimpleExpression(pattern.Replace("\\", "\\\\", StringComparison.Ordinal), text, ignoreCase: false);
}
