namespace ImageStorage.Portal.Security;

/// <summary>A bearer token of the API.</summary>
/// <param name="Role">What its bearer may do.</param>
/// <param name="Name">Who its bearer is in records.</param>
/// <param name="Value">The token itself.</param>
internal sealed record EmbeddedToken(string Role, string Name, string Value)
{
    /// <summary>Whose it is, never the token.</summary>
    public override string ToString() => $"{Role}:{Name}";
}
