namespace ImageStorage;

/// <summary>An environment in a file <c>imagestorage.json</c>: all settings of one system under a name.</summary>
/// <param name="Name">The name as the file has it; it is compared without regard to case.</param>
/// <param name="IsProtected">True when deletions in it must be confirmed.</param>
/// <param name="Description">What is at the name, for people: its bucket or <c>embedded</c>.</param>
/// <param name="File">The full path of the file.</param>
public sealed record NamedEnvironment(string Name, bool IsProtected, string Description, string File);
