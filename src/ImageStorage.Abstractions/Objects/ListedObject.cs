namespace ImageStorage;

/// <summary>An object in a store's list.</summary>
/// <param name="Key">The object key.</param>
/// <param name="SizeBytes">Bytes.</param>
/// <param name="LastModified">When the object was last written.</param>
public sealed record ListedObject(ObjectKey Key, long SizeBytes, DateTimeOffset LastModified);
