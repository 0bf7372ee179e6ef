namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>Smooth random values over a plane in several octaves, for clouds, ridges and water.</summary>
internal sealed class NoiseField
{
    private const int Side = 64;
    private const int Mask = Side - 1;
    private const int Step = 4;

    private readonly float[] _lattice = new float[Side * Side];
    private readonly float[] _samples = new float[(Picture.Size / Step) + 2];

    public NoiseField(PictureRandom random)
    {
        for (var i = 0; i < _lattice.Length; i++)
            _lattice[i] = random.Between(0, 1);
    }

    /// <summary>The value at a place, 0 to 1, with features of the size 1. Neither coordinate may be negative.</summary>
    public float Value(float x, float y)
    {
        var (column, line) = ((int)x, (int)y);
        var (right, below) = (Easing.Smooth(x - column), Easing.Smooth(y - line));
        var (upper, lower) = ((line & Mask) * Side, ((line + 1) & Mask) * Side);
        var (left, next) = (column & Mask, (column + 1) & Mask);
        var top = _lattice[upper + left] + ((_lattice[upper + next] - _lattice[upper + left]) * right);
        var bottom = _lattice[lower + left] + ((_lattice[lower + next] - _lattice[lower + left]) * right);
        return top + ((bottom - top) * below);
    }

    /// <summary>Each octave has half the size and half the strength of the one before; the sum is again 0 to 1.</summary>
    public float Octaves(float x, float y, int octaves)
    {
        var (sum, strength, total) = (0f, 1f, 0f);
        for (var octave = 0; octave < octaves; octave++)
        {
            sum += Value(x, y) * strength;
            total += strength;
            strength *= 0.5f;
            // The shift keeps the lattices of the octaves from coinciding.
            x = (x * 2) + 17.3f;
            y = (y * 2) + 9.7f;
        }

        return sum / total;
    }

    /// <summary>Fills <paramref name="values"/> with one line of the plane; every fourth value is computed, the others are interpolated.</summary>
    public void Line(float y, float columnWidth, int octaves, Span<float> values)
    {
        var count = (values.Length / Step) + 1;
        for (var i = 0; i < count; i++)
            _samples[i] = Octaves(i * Step / columnWidth, y, octaves);
        for (int i = 0, x = 0; i < count - 1; i++)
        {
            var value = _samples[i];
            var slope = (_samples[i + 1] - value) / Step;
            for (var between = 0; between < Step; between++, x++)
                values[x] = value + (slope * between);
        }
    }
}
