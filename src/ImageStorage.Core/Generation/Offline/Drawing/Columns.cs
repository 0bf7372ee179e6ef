using System.Numerics;

namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>The columns of a row as numbers, for arithmetic on many of them at once.</summary>
internal static class Columns
{
    private static readonly float[] Numbers = [.. Enumerable.Range(0, Picture.Size + Vector<float>.Count).Select(x => (float)x)];

    /// <summary>The numbers x, x + 1, x + 2 and so on.</summary>
    public static Vector<float> From(int x) => new(Numbers, x);

    /// <summary>The range of whole columns that touch <paramref name="left"/> to <paramref name="right"/>, cut to the row.</summary>
    public static (int From, int To) Touching(float left, float right, PixelRow row) => (
        (int)Math.Clamp(left, 0, row.Width), (int)Math.Clamp(right + 1, 0, row.Width));
}
