namespace ImageStorage;

/// <summary>How a record and its object do not fit together.</summary>
public enum RepairProblem
{
    /// <summary>The record is pending, and the object it names is stored: a call ended before it could say so.</summary>
    PendingWithObject,

    /// <summary>The record is pending, and the object it names is not stored, or is not the picture that it tells of.</summary>
    PendingWithoutObject,

    /// <summary>The record says failed, but the very picture it tells of is stored.</summary>
    FailedWithObject,

    /// <summary>The record says success, but there is no object.</summary>
    MissingObject,

    /// <summary>No record names the object.</summary>
    OrphanObject,

    /// <summary>The object has another number of bytes than the record tells.</summary>
    SizeMismatch,

    /// <summary>The object has another SHA-256 than the record tells.</summary>
    HashMismatch,

    /// <summary>The record names something that is no key of a picture, so that no store can be asked for it.</summary>
    UnreadableKey,
}
