namespace ImageStorage.Objects;

/// <summary>
/// The bytes of an object do not have the hash in its metadata. As the cause of an error after all attempts, it means that the stored
/// object is damaged, and not the transfer.
/// </summary>
internal sealed class DamagedObjectException(string message) : Exception(message);
