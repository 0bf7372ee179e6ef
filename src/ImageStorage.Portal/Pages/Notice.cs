using ImageStorage.Portal.Errors;

namespace ImageStorage.Portal.Pages;

/// <summary>Why something that was asked for did not happen.</summary>
/// <param name="Sentence">For people: what happened and what to do.</param>
/// <param name="CorrelationId">As in the log; null when nothing was begun.</param>
internal sealed record Notice(string Sentence, string? CorrelationId = null)
{
    /// <summary>What a page shows of an error of the core.</summary>
    public static Notice Of(ImageStorageException exception) => new(PlainSentence.Of(exception), exception.CorrelationId);
}
