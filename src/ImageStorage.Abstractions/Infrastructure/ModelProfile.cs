namespace ImageStorage;

/// <summary>An inference profile of Amazon Bedrock, which spreads a model's requests over regions.</summary>
/// <param name="Id">Its id, such as <c>us.amazon.nova-lite-v1:0</c>.</param>
/// <param name="Regions">The regions that it sends requests to.</param>
public sealed record ModelProfile(string Id, IReadOnlyList<string> Regions);
