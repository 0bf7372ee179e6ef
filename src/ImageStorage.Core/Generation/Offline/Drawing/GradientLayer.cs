namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>The backdrop: colours from top to bottom, each pair of neighbours eased into one another.</summary>
/// <param name="height">Rows of the picture.</param>
/// <param name="stops">Where each colour is reached, 0 at the top to 1 at the bottom, in this order.</param>
internal sealed class GradientLayer(int height, params (float At, Colour Colour)[] stops) : ILayer
{
    public void Paint(int y, PixelRow row) => row.Fill(ColourAt((float)y / height));

    public Colour ColourAt(float position)
    {
        var next = 0;
        while (next < stops.Length && stops[next].At < position)
            next++;
        if (next == 0)
            return stops[0].Colour;
        if (next == stops.Length)
            return stops[^1].Colour;
        var (from, to) = (stops[next - 1], stops[next]);
        return from.Colour.Mix(to.Colour, Easing.Smooth((position - from.At) / (to.At - from.At)));
    }
}
