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

    /// <summary>The check could not run: a permission is missing, the service is not available, or a name that it needs was not given.</summary>
    Skipped,
}
