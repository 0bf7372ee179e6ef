namespace ImageStorage;

/// <summary>How a record and its object do not match.</summary>
public enum RepairProblem
{
    /// <summary>The record is pending, and the object it names is stored: a call ended before it updated the record.</summary>
    PendingWithObject,

    /// <summary>The record is pending, and the object it names is not stored, or is not the picture that it describes.</summary>
    PendingWithoutObject,

    /// <summary>The record says failed, but the picture that it describes is stored.</summary>
    FailedWithObject,

    /// <summary>The record says success, but there is no object.</summary>
    MissingObject,

    /// <summary>No record names the object.</summary>
    OrphanObject,

    /// <summary>The object's size differs from the one in the record.</summary>
    SizeMismatch,

    /// <summary>The object's SHA-256 differs from the one in the record.</summary>
    HashMismatch,

    /// <summary>The record's key is not a valid object key, so no store can be asked for it.</summary>
    UnreadableKey,
}
