using System.ComponentModel.DataAnnotations;

namespace ImageStorage.Portal.Hosting;

/// <summary>The portal's own settings: section <c>Portal</c>, so <c>Portal__Authority</c> in the environment. The stores' are the module's.</summary>
internal sealed class PortalOptions
{
    public const string Section = "Portal";

    /// <summary>The OpenID Connect provider's issuer URL; null: embedded, where people choose a role on a page.</summary>
    public Uri? Authority { get; set; }

    /// <summary>The portal's client id at the provider.</summary>
    public string? ClientId { get; set; }

    /// <summary>The claim that lists a person's roles: teacher, student, admin.</summary>
    [Required]
    public string RoleClaim { get; set; } = "cognito:groups";

    /// <summary>True when everyone sees assignments without signing in; null: only when embedded.</summary>
    public bool? PublicShow { get; set; }

    /// <summary>How many pictures one teacher may have generated in a minute.</summary>
    [Range(1, 10_000)]
    public int GenerationsPerMinute { get; set; } = 10;

    /// <summary>The largest picture that may be uploaded, in bytes.</summary>
    [Range(1, ImageLimits.MaxBytes)]
    public long MaxUploadBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>True when an OpenID Connect provider tells who people are.</summary>
    public bool HasProvider => Authority is not null;

    /// <summary>True when everyone sees assignments without signing in.</summary>
    public bool IsShowPublic => PublicShow ?? !HasProvider;
}
