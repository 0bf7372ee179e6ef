namespace ImageStorage.Portal.Configuration;

/// <summary>The roles, as a provider's role claim spells them.</summary>
internal static class Roles
{
    /// <summary>Creates assignments, and owns them.</summary>
    public const string Teacher = "teacher";

    /// <summary>Completes assignments.</summary>
    public const string Student = "student";

    /// <summary>May do everything.</summary>
    public const string Admin = "admin";

    /// <summary>All of them.</summary>
    public static readonly IReadOnlyList<string> All = [Teacher, Student, Admin];
}
