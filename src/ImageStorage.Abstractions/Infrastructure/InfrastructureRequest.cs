namespace ImageStorage;

/// <summary>Which checks to run.</summary>
public sealed record InfrastructureRequest
{
    /// <summary>The expected infrastructure.</summary>
    public required InfrastructureExpectations Expectations { get; init; }

    /// <summary>Only checks of these areas; empty for all.</summary>
    public IReadOnlyList<CheckArea> Areas { get; init; } = [];

    /// <summary>True to run the canary too: a small image is uploaded, read through the CDN, compared and deleted.</summary>
    public bool Canary { get; init; }

    /// <summary>True when the canary reads from the bucket itself, with the caller's own permission, and not through the CDN.</summary>
    public bool CanaryReadsStore { get; init; }

    /// <summary>How long one check may take.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);
}
