using ImageStorage.Generation.Drawing;

namespace ImageStorage.Generation.Scenes;

/// <summary>A kind of picture.</summary>
internal interface IScene
{
    /// <summary>One picture of the kind: its layers from the back to the front.</summary>
    IReadOnlyList<ILayer> Compose(PictureRandom random, Palette palette);
}
