namespace ImageStorage.Creation;

/// <summary>What a call does with the picture that an assignment has.</summary>
internal enum ExistingPictureUse
{
    /// <summary>A picture must be made, or copied.</summary>
    None,

    /// <summary>It is the answer.</summary>
    Keep,

    /// <summary>It is the answer, and its record is written as success.</summary>
    Finish,
}
