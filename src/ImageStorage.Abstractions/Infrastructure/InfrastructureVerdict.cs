namespace ImageStorage;

/// <summary>
/// The one rule by which a gate reads a run of checks: it passes only when at least one check passed and every other one passed too, warns, or
/// does not apply. What could not be looked at is never a pass.
/// </summary>
public sealed record InfrastructureVerdict
{
    // Without these two nothing else can be seen.
    private static readonly string[] Preconditions = ["CallerIdentity", "BucketExists"];

    /// <summary>True when everything that the configuration calls for was looked at, and nothing failed.</summary>
    public required bool Passed { get; init; }

    /// <summary>The exit code of a script: 0 passed, 1 a check failed, 2 it could not be found out.</summary>
    public required int ExitCode { get; init; }

    /// <summary>Why it did not pass, in sentences that count; null when it passed.</summary>
    public required string? Reason { get; init; }

    /// <summary>Judges a run of checks.</summary>
    /// <param name="checks">All that the run found.</param>
    public static InfrastructureVerdict Of(IReadOnlyCollection<InfrastructureCheck> checks)
    {
        var counted = checks.Count(check => check.Status != CheckStatus.Skipped);
        var unknown = checks.Where(check => check.Status == CheckStatus.Unknown).ToList();
        var failed = checks.Where(check => check.Status == CheckStatus.Failed).ToList();
        var sentences = new List<string>();
        if (!checks.Any(check => check.Status == CheckStatus.Passed))
            sentences.Add($"Not one of {checks.Count} checks passed.");
        if (unknown.Count > 0)
            sentences.Add($"{unknown.Count} of {counted} checks could not be made: {Reasons(unknown)}");
        if (failed.Count > 0)
            sentences.Add($"{failed.Count} of {counted} checks failed: {Reasons(failed)}");

        var isBlocked = failed.Any(check => Preconditions.Contains(check.Name, StringComparer.Ordinal));
        return new InfrastructureVerdict
        {
            Passed = sentences.Count == 0,
            ExitCode = sentences.Count == 0 ? 0 : failed.Count > 0 && !isBlocked ? 1 : 2,
            Reason = sentences.Count == 0 ? null : string.Join(' ', sentences),
        };
    }

    /// <summary>The reasons, the most frequent first, each with the checks that it concerns.</summary>
    private static string Reasons(List<InfrastructureCheck> checks) => string.Join(
        ' ',
        checks.GroupBy(check => check.Detail)
            .OrderByDescending(group => group.Count())
            .Select(group => $"{group.Key} ({string.Join(", ", group.Select(check => check.Name))})"));
}
