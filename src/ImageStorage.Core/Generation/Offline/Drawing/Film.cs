using System.Numerics;

namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>
/// Converts painted rows to bytes, with the darker corners and the grain of a photograph; the grain also keeps gradients from banding.
/// </summary>
/// <param name="seed">The seed of the grain.</param>
/// <param name="grain">The strongest grain, in steps of a channel.</param>
/// <param name="vignette">How much darker the corners are, 0 to 1.</param>
internal sealed class Film(uint seed, float grain, float vignette)
{
    private readonly int[] _red = new int[Picture.Size];
    private readonly int[] _green = new int[Picture.Size];
    private readonly int[] _blue = new int[Picture.Size];

    public void Expose(int y, int height, PixelRow row, Span<byte> pixels)
    {
        var down = (y - (height * 0.5f)) / (height * 0.5f);
        for (var x = 0; x < row.Width; x += Vector<float>.Count)
        {
            var across = (Columns.From(x) * (2f / row.Width)) - Vector<float>.One;
            var distance = (across * across) + new Vector<float>(down * down);
            var light = Vector<float>.One - (distance * distance * (vignette * 0.25f));
            var noise = Grain(x, y) + new Vector<float>(0.5f);
            ToBytes(row.Red, light, noise, x, _red);
            ToBytes(row.Green, light, noise, x, _green);
            ToBytes(row.Blue, light, noise, x, _blue);
        }

        Interleave(row.Width, pixels);
    }

    /// <summary>A hash of the position, whose two halves add up to a triangular distribution.</summary>
    private Vector<float> Grain(int x, int y)
    {
        var place = Vector.AsVectorUInt32(Vector.ConvertToInt32(Columns.From(x))) + new Vector<uint>(((uint)y << 16) ^ seed);
        place *= new Vector<uint>(0x9E3779B1);
        place ^= place >>> 15;
        place *= new Vector<uint>(0x85EBCA77);
        place ^= place >>> 13;
        var sum = (place & new Vector<uint>(0xFFF)) + ((place >>> 12) & new Vector<uint>(0xFFF));
        return (Vector.ConvertToSingle(Vector.AsVectorInt32(sum)) * (grain / 4095f)) - new Vector<float>(grain);
    }

    private static void ToBytes(float[] channel, Vector<float> light, Vector<float> noise, int x, int[] bytes)
    {
        var value = (new Vector<float>(channel, x) * light) + noise;
        value = Vector.Min(Vector.Max(value, Vector<float>.Zero), new Vector<float>(255f));
        Vector.ConvertToInt32(value).CopyTo(bytes, x);
    }

    private void Interleave(int width, Span<byte> pixels)
    {
        ReadOnlySpan<int> red = _red.AsSpan(0, width);
        ReadOnlySpan<int> green = _green.AsSpan(0, width);
        ReadOnlySpan<int> blue = _blue.AsSpan(0, width);
        for (int x = 0, at = 0; x < width && at + 2 < pixels.Length; x++, at += Picture.Channels)
        {
            pixels[at] = (byte)red[x];
            pixels[at + 1] = (byte)green[x];
            pixels[at + 2] = (byte)blue[x];
        }
    }
}
