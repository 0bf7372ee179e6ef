namespace ImageStorage.Testing;

/// <summary>How soon a cancelled call must have ended in a test.</summary>
public static class Promptness
{
    /// <summary>
    /// The product's promise is a second on an idle machine. The suites share the processors, so a test allows more, and cancels only
    /// work that would take much longer than this.
    /// </summary>
    public static readonly TimeSpan Limit = TimeSpan.FromSeconds(4);
}
