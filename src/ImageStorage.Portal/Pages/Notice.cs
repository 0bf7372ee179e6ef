using ImageStorage.Portal.Errors;

namespace ImageStorage.Portal.Pages;

/// <summary>An error message on a page.</summary>
/// <param name="Sentence">What happened and what to do.</param>
/// <param name="CorrelationId">The id in the log; null when no operation started.</param>
internal sealed record Notice(string Sentence, string? CorrelationId = null)
{
    /// <summary>The message for an error of the core.</summary>
    public static Notice Of(ImageStorageException exception) => new(PlainSentence.Of(exception), exception.CorrelationId);
}
