namespace ImageStorage.Portal.Configuration;

/// <summary>A bearer token of the API.</summary>
/// <param name="Role">What its bearer may do.</param>
/// <param name="Name">Who its bearer is in records.</param>
/// <param name="Value">The token itself.</param>
internal sealed record EmbeddedToken(string Role, string Name, string Value)
{
    private const int MinLength = 16;

    /// <summary>What is wrong with a list of tokens, in a sentence; null when nothing is.</summary>
    /// <param name="setting">The setting: <c>role:name=token</c>, separated by semicolons.</param>
    public static string? FindMistake(string? setting) => PortalOptions.Split(setting).Any(entry => Parse(entry) is null)
        ? $"Portal:ApiTokens has an entry that is not role:name=token. Roles are {string.Join(", ", Roles.All)}; a token has {MinLength} characters or more."
        : null;

    /// <summary>Reads one entry of the setting; null when it is not <c>role:name=token</c>.</summary>
    public static EmbeddedToken? Parse(string entry)
    {
        var parts = entry.Split('=', 2);
        var who = parts[0].Split(':', 2);
        return parts.Length == 2 && parts[1].Length >= MinLength && who.Length == 2 && who[1].Length > 0 && Roles.All.Contains(who[0])
            ? new EmbeddedToken(who[0], who[1], parts[1])
            : null;
    }

    /// <summary>Whose it is, never the token.</summary>
    public override string ToString() => $"{Role}:{Name}";
}
