namespace ImageStorage;

/// <summary>Two texts to be compared.</summary>
/// <param name="Expected">What the teacher expects.</param>
/// <param name="Given">What the student answered; may be empty.</param>
public sealed record AnswerPair(string Expected, string Given);
