namespace ImageStorage.Portal.Pages;

/// <summary>Where an assignment's picture comes from.</summary>
internal enum PictureChoice
{
    /// <summary>A model generates it from the prompt.</summary>
    Generate,

    /// <summary>The teacher uploads it.</summary>
    Upload,

    /// <summary>The assignment has no picture for now.</summary>
    None,
}
