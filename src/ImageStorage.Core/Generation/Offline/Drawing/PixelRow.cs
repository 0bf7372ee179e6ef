using System.Numerics;

namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>
/// A row of a picture while it is painted. Its numbers are only added, multiplied, divided and square-rooted: IEEE 754 defines these results
/// to the bit and .NET never fuses them, so that a picture is the same on every processor, at any vector width.
/// </summary>
internal sealed class PixelRow(int width)
{
    public int Width { get; } = width;

    public float[] Red { get; } = new float[width];

    public float[] Green { get; } = new float[width];

    public float[] Blue { get; } = new float[width];

    /// <summary>How much of each pixel a layer covers, 0 to 1. Longer than the row by one vector, so that whole vectors fit.</summary>
    public float[] Coverage { get; } = new float[width + Vector<float>.Count];

    public void Fill(Colour colour)
    {
        Array.Fill(Red, colour.Red);
        Array.Fill(Green, colour.Green);
        Array.Fill(Blue, colour.Blue);
    }

    /// <summary>Blends a colour over the pixels from <paramref name="from"/> up to <paramref name="to"/>, by their coverage.</summary>
    public void Blend(int from, int to, Colour colour)
    {
        if (from >= to)
            return;
        ReadOnlySpan<float> coverage = Coverage.AsSpan(from, to - from);
        Blend(Red.AsSpan(from, to - from), coverage, colour.Red);
        Blend(Green.AsSpan(from, to - from), coverage, colour.Green);
        Blend(Blue.AsSpan(from, to - from), coverage, colour.Blue);
    }

    /// <summary>Lays a colour over one pixel.</summary>
    public void Blend(int x, float coverage, Colour colour)
    {
        Red[x] += (colour.Red - Red[x]) * coverage;
        Green[x] += (colour.Green - Green[x]) * coverage;
        Blue[x] += (colour.Blue - Blue[x]) * coverage;
    }

    private static void Blend(Span<float> channel, ReadOnlySpan<float> coverage, float value)
    {
        var x = 0;
        var values = new Vector<float>(value);
        for (; x <= channel.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            var old = new Vector<float>(channel[x..]);
            (old + ((values - old) * new Vector<float>(coverage[x..]))).CopyTo(channel[x..]);
        }

        for (; x < channel.Length; x++)
            channel[x] += (value - channel[x]) * coverage[x];
    }
}
