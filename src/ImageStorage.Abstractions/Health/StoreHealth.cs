namespace ImageStorage;

/// <summary>Whether a store answers.</summary>
/// <param name="Name"><c>objects</c>, or <c>records</c> with the students' answers.</param>
/// <param name="Kind">The kind of store: <c>folder</c>, <c>s3</c>, <c>sqlite</c>, <c>mongodb</c>, <c>dynamodb</c>.</param>
/// <param name="IsReachable">True when a small read was answered.</param>
/// <param name="Duration">How long that took.</param>
/// <param name="Error">Why it did not answer, as a message for the user; null when it is reachable.</param>
public sealed record StoreHealth(string Name, string Kind, bool IsReachable, TimeSpan Duration, string? Error);
