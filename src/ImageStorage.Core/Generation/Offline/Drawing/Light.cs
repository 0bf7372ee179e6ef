namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>A distant light source, with the light that the surroundings reflect.</summary>
internal sealed class Light
{
    private readonly float _x;
    private readonly float _y;
    private readonly float _z;
    private readonly float _halfX;
    private readonly float _halfY;
    private readonly float _halfZ;
    private readonly Colour _bounce;

    /// <param name="x">How far to the right it stands; negative for left.</param>
    /// <param name="y">How far down; negative for up.</param>
    /// <param name="z">How far towards the viewer.</param>
    /// <param name="bounce">The colour of what a body stands on.</param>
    public Light(float x, float y, float z, Colour bounce)
    {
        (_x, _y, _z) = Unit(x, y, z);
        (_halfX, _halfY, _halfZ) = Unit(_x, _y, _z + 1);
        _bounce = bounce;
    }

    /// <summary>The colour of a surface that faces (x, y, z), a vector of length 1.</summary>
    public Colour Shade(Colour own, float x, float y, float z, float gloss)
    {
        var facing = (x * _x) + (y * _y) + (z * _z);
        // Wraps around the body a little, like light in a room.
        var lit = MathF.Max(0, (facing + 0.25f) / 1.25f);
        var shaded = own.Darker(0.68f).Mix(own.Lighter(0.12f), lit).Mix(_bounce, MathF.Max(0, y) * 0.3f);
        var highlight = MathF.Max(0, (x * _halfX) + (y * _halfY) + (z * _halfZ));
        highlight *= highlight;
        highlight *= highlight;
        highlight *= highlight;
        highlight *= highlight;
        return shaded.Lighter(highlight * highlight * gloss);
    }

    private static (float X, float Y, float Z) Unit(float x, float y, float z)
    {
        var length = MathF.Sqrt((x * x) + (y * y) + (z * z));
        return (x / length, y / length, z / length);
    }
}
