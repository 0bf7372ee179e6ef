namespace ImageStorage;

/// <summary>The answer to a conditional read.</summary>
/// <param name="Stored">The object's description.</param>
/// <param name="Data">The bytes; null when the object still has the ETag that the caller knows.</param>
public sealed record ObjectDownload(StoredObject Stored, byte[]? Data);
