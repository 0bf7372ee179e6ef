namespace ImageStorage.Portal.Security;

/// <summary>The ways to tell who a caller is.</summary>
internal static class Schemes
{
    /// <summary>Chooses by path: <see cref="Bearer"/> for the API, <see cref="Cookie"/> for the pages.</summary>
    public const string Default = "Portal";

    /// <summary>What a browser shows after signing in.</summary>
    public const string Cookie = "Cookie";

    /// <summary>What a script shows with each call.</summary>
    public const string Bearer = "Bearer";

    /// <summary>The provider's sign-in; only where one is configured.</summary>
    public const string OpenIdConnect = "OpenIdConnect";
}
