using ImageStorage.Generation.Offline.Drawing;


namespace ImageStorage.Generation.Offline.Scenes;

/// <summary>The upper edges of hills, waves and woods: for each column the row where they begin.</summary>
internal static class Outline
{
    /// <summary>Soft hills.</summary>
    public static float[] Hills(NoiseField noise, float line, float baseline, float height, float width, int octaves)
    {
        var rows = new float[Picture.Size];
        for (var x = 0; x < rows.Length; x++)
            rows[x] = baseline - (height * noise.Octaves(x / width, line, octaves));
        return rows;
    }

    /// <summary>Mountains: the noise is folded at its middle, which makes ridges of its crossings.</summary>
    public static float[] Mountains(NoiseField noise, float line, float baseline, float height, float width)
    {
        var rows = new float[Picture.Size];
        for (var x = 0; x < rows.Length; x++)
        {
            var folded = 1 - MathF.Abs((2 * noise.Value(x / width, line)) - 1);
            var rough = noise.Octaves((x / width * 3) + 5, line + 11, 5);
            rows[x] = baseline - (height * ((folded * folded * 0.62f) + (rough * 0.38f)));
        }

        return rows;
    }

    /// <summary>Plants conifers on an outline.</summary>
    public static void Plant(float[] outline, PictureRandom random, float size)
    {
        for (var x = random.Between(-20, 10); x < Picture.Size; x += random.Between(size * 0.16f, size * 0.55f))
        {
            var foot = outline[Math.Clamp((int)x, 0, Picture.Size - 1)] + 6;
            Tree(outline, x, foot, size * random.Between(0.45f, 1.1f));
        }
    }

    private static void Tree(float[] outline, float middle, float foot, float height)
    {
        const int Tiers = 6;
        var half = height * 0.2f;
        for (var x = Math.Max(0, (int)(middle - half)); x < Math.Min(outline.Length, middle + half); x++)
        {
            // Branches in tiers: the edge of each is steeper than the tree's own.
            var outward = MathF.Abs(x - middle) / half;
            var tier = outward * Tiers;
            var ragged = ((int)tier + (0.35f * (tier - (int)tier))) / Tiers;
            outline[x] = MathF.Min(outline[x], foot - (height * (1 - ragged)));
        }
    }
}
