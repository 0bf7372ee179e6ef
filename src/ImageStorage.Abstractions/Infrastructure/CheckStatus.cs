namespace ImageStorage;

/// <summary>How a check of the infrastructure ended.</summary>
public enum CheckStatus
{
    /// <summary>The actual state is the expected one.</summary>
    Passed,

    /// <summary>The actual state differs from the expected one.</summary>
    Failed,

    /// <summary>It works but needs attention soon, such as a model whose end of life is near.</summary>
    Warning,

    /// <summary>The check does not apply: what it is about is not part of what is configured, or is known to be missing by another check.</summary>
    Skipped,

    /// <summary>
    /// The check applies and could not look: no credentials, no permission, no answer, or an output of Terraform that is missing. Nothing is
    /// known, so it never counts as passed.
    /// </summary>
    Unknown,
}
