using ImageStorage.Generation.Offline.Drawing;


namespace ImageStorage.Generation.Offline.Scenes;

/// <summary>A kind of picture.</summary>
internal interface IScene
{
    /// <summary>One picture of the kind: its layers from the back to the front.</summary>
    IReadOnlyList<ILayer> Compose(PictureRandom random, Palette palette);
}
