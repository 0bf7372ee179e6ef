namespace ImageStorage.Infrastructure.Policies;

/// <summary>Condition keys in a table's row.</summary>
internal static class PolicyContext
{
    /// <summary>Reads <c>key=value|key=value</c>; the keys are in lower case.</summary>
    public static Dictionary<string, string> Parse(string text) => text
        .Split('|', StringSplitOptions.RemoveEmptyEntries)
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1]);
}
