namespace ImageStorage.Portal.Creation;

/// <summary>Why a picture could not be made.</summary>
/// <param name="Sentence">What happened and what the teacher can do.</param>
/// <param name="CorrelationId">The id in the operation's log lines; null when the operation did not start.</param>
internal sealed record CreationFailure(string Sentence, string? CorrelationId);
