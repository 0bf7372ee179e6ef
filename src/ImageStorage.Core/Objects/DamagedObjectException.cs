namespace ImageStorage.Objects;

/// <summary>
/// Why an object could not be read: its bytes are not those that its own hash tells of. Within an error that outlived all attempts it is
/// the object that is damaged, and not its way here.
/// </summary>
internal sealed class DamagedObjectException(string message) : Exception(message);
