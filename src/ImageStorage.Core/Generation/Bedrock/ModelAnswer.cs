namespace ImageStorage.Generation.Bedrock;

/// <summary>A model's answer.</summary>
/// <param name="Value">The result read from the answer.</param>
/// <param name="RequestId">AWS's id of the request.</param>
internal sealed record ModelAnswer<T>(T Value, string? RequestId);
