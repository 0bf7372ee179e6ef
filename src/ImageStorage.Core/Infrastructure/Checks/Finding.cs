namespace ImageStorage.Infrastructure.Checks;

/// <summary>The answer to a check.</summary>
internal sealed record Finding(CheckStatus Status, string Detail)
{
    public string? Expected { get; init; }

    public string? Actual { get; init; }

    public string? Remedy { get; init; }

    public static Finding Passed(string expected, string actual, string detail) =>
        new(CheckStatus.Passed, detail) { Expected = expected, Actual = actual };

    public static Finding Failed(string expected, string? actual, string detail, string remedy) =>
        new(CheckStatus.Failed, detail) { Expected = expected, Actual = actual, Remedy = remedy };

    public static Finding Warning(string expected, string? actual, string detail, string remedy) =>
        new(CheckStatus.Warning, detail) { Expected = expected, Actual = actual, Remedy = remedy };

    /// <summary>The check does not apply.</summary>
    public static Finding Skipped(string reason, string? remedy = null) => new(CheckStatus.Skipped, reason) { Remedy = remedy };

    /// <summary>The check applies, and could not look.</summary>
    public static Finding Unknown(string reason, string? remedy = null) => new(CheckStatus.Unknown, reason) { Remedy = remedy };

    /// <summary>Passed when the two texts are equal.</summary>
    /// <param name="subject">What has the setting, to begin a sentence with.</param>
    /// <param name="setting">The setting's name.</param>
    /// <param name="expected">What it should be.</param>
    /// <param name="actual">What it is.</param>
    /// <param name="remedy">What to do when they differ.</param>
    public static Finding Compare(string subject, string setting, string expected, string actual, string remedy) =>
        string.Equals(expected, actual, StringComparison.Ordinal)
            ? Passed(expected, actual, $"{subject} has {setting} {actual}.")
            : Failed(expected, actual, $"{subject} has {setting} {actual} instead of {expected}.", remedy);
}
