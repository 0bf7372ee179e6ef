namespace ImageStorage.Infrastructure.Aws;

/// <summary>A configuration as its client sent it.</summary>
/// <param name="Body">The XML.</param>
/// <param name="Version">The entity tag's value; unlike after each change.</param>
/// <param name="MinimumObjectSize">Of a lifecycle configuration: the default that came in a header.</param>
internal sealed record StoredDocument(string Body, string Version, string? MinimumObjectSize = null);
