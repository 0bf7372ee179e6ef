namespace ImageStorage.Infrastructure.Checks;

/// <summary>A check cannot run.</summary>
/// <param name="reason">Why, in a sentence.</param>
/// <param name="remedy">What to do about it.</param>
/// <param name="innerException">What was reported.</param>
internal sealed class CheckSkippedException(string reason, string? remedy = null, Exception? innerException = null) : Exception(reason, innerException)
{
    public string? Remedy { get; } = remedy;
}
