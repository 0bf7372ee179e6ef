namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>A composition of layers, painted to RGB bytes.</summary>
internal sealed class Picture(IReadOnlyList<ILayer> layers, Film film)
{
    /// <summary>Width and height of a generated picture, in pixels.</summary>
    public const int Size = 1024;

    public const int Channels = 3;

    /// <summary>Paints the picture into <paramref name="pixels"/>: rows of red, green and blue bytes without padding.</summary>
    public void Paint(int width, int height, Span<byte> pixels, CancellationToken cancellationToken)
    {
        var row = new PixelRow(width);
        for (var y = 0; y < height; y++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (var layer in layers)
                layer.Paint(y, row);
            film.Expose(y, height, row, pixels.Slice(y * width * Channels, width * Channels));
        }
    }
}
