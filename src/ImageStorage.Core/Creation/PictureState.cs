namespace ImageStorage.Creation;

/// <summary>The state of an assignment's picture, from its record and its object.</summary>
internal enum PictureState
{
    /// <summary>There is no record, or a record without a picture.</summary>
    None,

    /// <summary>The record names an object that is not stored.</summary>
    Missing,

    /// <summary>The object is stored and the record does not say so yet: the call that stored it was stopped.</summary>
    Unfinished,

    /// <summary>The object is stored and the record says so.</summary>
    Finished,

    /// <summary>The object is not the one that the record describes.</summary>
    Foreign,
}
