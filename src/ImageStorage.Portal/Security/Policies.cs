namespace ImageStorage.Portal.Security;

/// <summary>What pages and endpoints ask of a caller.</summary>
internal static class Policies
{
    /// <summary>Sees assignments, never answers: everyone, or those who signed in (<see cref="Configuration.PortalOptions.IsShowPublic"/>).</summary>
    public const string Show = "show";

    /// <summary>A teacher or an admin.</summary>
    public const string Teacher = "teacher";

    /// <summary>A student or an admin.</summary>
    public const string Student = "student";

    /// <summary>Anyone with one of the roles.</summary>
    public const string SignedIn = "signed-in";

    /// <summary>This machine, where a collector runs, or an admin.</summary>
    public const string Metrics = "metrics";
}
