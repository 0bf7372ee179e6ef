namespace ImageStorage.Infrastructure.Checks;

/// <summary>A check was not made.</summary>
internal sealed class CheckNotMadeException : Exception
{
    private CheckNotMadeException(Finding finding, Exception? innerException)
        : base(finding.Detail, innerException) => Finding = finding;

    /// <summary>What the check answers with.</summary>
    public Finding Finding { get; }

    /// <summary>The check applies, and could not look.</summary>
    /// <param name="reason">Why, in a sentence.</param>
    /// <param name="remedy">What to do about it.</param>
    /// <param name="innerException">What was reported.</param>
    public static CheckNotMadeException Unknown(string reason, string? remedy = null, Exception? innerException = null) =>
        new(Finding.Unknown(reason, remedy), innerException);

    /// <summary>The check does not apply.</summary>
    /// <param name="reason">Why, in a sentence.</param>
    /// <param name="innerException">What was reported.</param>
    public static CheckNotMadeException Skipped(string reason, Exception? innerException = null) =>
        new(Finding.Skipped(reason), innerException);
}
