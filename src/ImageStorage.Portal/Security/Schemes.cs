namespace ImageStorage.Portal.Security;

/// <summary>The authentication schemes.</summary>
internal static class Schemes
{
    /// <summary>Chooses by path: <see cref="Bearer"/> for the API, <see cref="Cookie"/> for the pages.</summary>
    public const string Default = "Portal";

    /// <summary>A browser's cookie, set when its user signs in.</summary>
    public const string Cookie = "Cookie";

    /// <summary>A script's bearer token, sent with each call.</summary>
    public const string Bearer = "Bearer";

    /// <summary>The provider's sign-in; only where one is configured.</summary>
    public const string OpenIdConnect = "OpenIdConnect";
}
