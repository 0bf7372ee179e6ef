namespace ImageStorage.Portal.Pages;

/// <summary>Where an assignment's picture comes from.</summary>
internal enum PictureChoice
{
    /// <summary>A model makes it of the prompt.</summary>
    Generate,

    /// <summary>The teacher brings it along.</summary>
    Upload,

    /// <summary>There is none, for now.</summary>
    None,
}
