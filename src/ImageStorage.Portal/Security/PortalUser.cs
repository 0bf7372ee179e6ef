using System.Security.Claims;
using ImageStorage.Portal.Configuration;

namespace ImageStorage.Portal.Security;

/// <summary>What the portal asks of a principal.</summary>
internal static class PortalUser
{
    /// <summary>The id under which records name the person.</summary>
    public static string Id(this ClaimsPrincipal user) => user.FindFirstValue(ClaimTypes.NameIdentifier)
        ?? throw new InvalidOperationException("Only a caller who signed in has an id.");

    /// <summary>True for a teacher or an admin.</summary>
    public static bool MayCreate(this ClaimsPrincipal user) => user.IsInRole(Roles.Teacher) || user.IsInRole(Roles.Admin);

    /// <summary>True for a student or an admin.</summary>
    public static bool MayComplete(this ClaimsPrincipal user) => user.IsInRole(Roles.Student) || user.IsInRole(Roles.Admin);

    /// <summary>True for the teacher whose assignment it is, and for an admin: who may change it, and read its answers.</summary>
    public static bool Owns(this ClaimsPrincipal user, Assignment assignment) => user.IsInRole(Roles.Admin)
        || (user.IsInRole(Roles.Teacher) && user.FindFirstValue(ClaimTypes.NameIdentifier) == assignment.TeacherId);
}
