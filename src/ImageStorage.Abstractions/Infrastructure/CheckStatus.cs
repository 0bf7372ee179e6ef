namespace ImageStorage;

/// <summary>How a check of the infrastructure ended.</summary>
public enum CheckStatus
{
    /// <summary>What is there is what was expected.</summary>
    Passed,

    /// <summary>What is there differs from what was expected.</summary>
    Failed,

    /// <summary>It works, and somebody should look at it, such as a model whose end is near.</summary>
    Warning,

    /// <summary>The check could not run: a permission is missing, the service is not there, or what it needs to know was not given.</summary>
    Skipped,
}
