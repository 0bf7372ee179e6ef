namespace ImageStorage.Portal.Creation;

/// <summary>Why a picture could not be made.</summary>
/// <param name="Sentence">For the teacher: what happened and what to do.</param>
/// <param name="CorrelationId">As in every log line of the operation; null when it never began.</param>
internal sealed record CreationFailure(string Sentence, string? CorrelationId);
