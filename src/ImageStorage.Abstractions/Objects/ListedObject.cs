namespace ImageStorage;

/// <summary>An object as a store's listing describes it.</summary>
/// <param name="Key">The object key, one that <see cref="ObjectKey.TryParse"/> accepts.</param>
/// <param name="SizeBytes">Bytes.</param>
/// <param name="LastModified">When the object was last written.</param>
public sealed record ListedObject(string Key, long SizeBytes, DateTimeOffset LastModified);
