using System.ComponentModel.DataAnnotations;

namespace ImageStorage.Portal.Configuration;

/// <summary>The portal's own settings: section <c>Portal</c>, so <c>Portal__Authority</c> in the environment. The stores' are the module's.</summary>
internal sealed class PortalOptions
{
    public const string Section = "Portal";

    /// <summary>The OpenID Connect provider's issuer URL; null: embedded, where people choose a role on a page.</summary>
    public Uri? Authority { get; set; }

    /// <summary>The portal's client id at the provider.</summary>
    public string? ClientId { get; set; }

    /// <summary>The portal's secret at the provider, from the environment only; null for a client without one.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>Whom the API's bearer tokens must be for; null: <see cref="ClientId"/>.</summary>
    public string? Audience { get; set; }

    /// <summary>The claim that lists a person's roles: teacher, student, admin.</summary>
    [Required]
    public string RoleClaim { get; set; } = "cognito:groups";

    /// <summary>The claim that names a person in records. It must never pass to another person, as owning an assignment hangs on it.</summary>
    [Required]
    public string UserIdClaim { get; set; } = "sub";

    /// <summary>
    /// What cookies are protected with, 32 characters or more, from the environment only: the same on every instance; null: the client's secret.
    /// </summary>
    public string? CookieSecret { get; set; }

    /// <summary>The secret before this one, so that a change signs nobody out.</summary>
    public string? FormerCookieSecret { get; set; }

    /// <summary>The host names that the portal answers to, separated by semicolons; embedded, those of this machine.</summary>
    public string? AllowedHosts { get; set; }

    /// <summary>Addresses or networks (<c>10.0.0.0/16</c>) of proxies whose X-Forwarded-For and -Proto are believed, separated by semicolons.</summary>
    public string? KnownProxies { get; set; }

    /// <summary>Embedded: the API's tokens as <c>role:name=token</c>, separated by semicolons; null: one a role, made at start and printed.</summary>
    public string? ApiTokens { get; set; }

    /// <summary>Embedded: a file that gets the API's tokens at start, for scripts; only its owner may read it.</summary>
    public string? TokenFile { get; set; }

    /// <summary>True when everyone sees assignments without signing in; null: only when embedded.</summary>
    public bool? PublicShow { get; set; }

    /// <summary>How many pictures or sets of questions one teacher may have generated in a minute.</summary>
    [Range(1, 10_000)]
    public int GenerationsPerMinute { get; set; } = 10;

    /// <summary>The largest picture that may be uploaded, in bytes.</summary>
    [Range(1, ImageLimits.MaxBytes)]
    public long MaxUploadBytes { get; set; } = 10 * 1024 * 1024;

    /// <summary>How many connections may be open at a time; more are closed at once.</summary>
    [Range(1, 1_000_000)]
    public long MaxConnections { get; set; } = 20_000;

    /// <summary>How long new requests are served after the signal to stop, in seconds; null: 5 with a provider, none when embedded.</summary>
    [Range(0, 300)]
    public double? DrainSeconds { get; set; }

    /// <summary>True when people sign in with an OpenID Connect provider.</summary>
    public bool HasProvider => Authority is not null;

    /// <summary>True when everyone sees assignments without signing in.</summary>
    public bool IsShowPublic => PublicShow ?? !HasProvider;

    /// <summary>How long new requests are served after the signal to stop.</summary>
    public TimeSpan DrainDuration => TimeSpan.FromSeconds(DrainSeconds ?? (HasProvider ? 5 : 0));

    /// <summary>The host names as a list.</summary>
    public IReadOnlyList<string> AllowedHostList => HasProvider || AllowedHosts is not null ? Split(AllowedHosts) : ["localhost", "127.0.0.1", "[::1]"];

    /// <summary>The parts of a setting that is a list.</summary>
    public static string[] Split(string? list) => list?.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];
}
