using System.Globalization;
using System.Numerics;
using System.Text.RegularExpressions;

namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>A character of the font, its curves flattened into straight pieces.</summary>
internal sealed partial class StrokeGlyph
{
    private const int PiecesOfCurve = 7;

    private readonly List<(Vector2 From, Vector2 To)> _pieces = [];

    /// <param name="width">From its left to its right edge, in units.</param>
    /// <param name="path">The pen's path, in the commands that <see cref="StrokeFont"/> describes.</param>
    public StrokeGlyph(float width, string path)
    {
        Width = width;
        var pen = default(Vector2);
        foreach (Match step in Step().Matches(path))
        {
            var numbers = step.Groups[2].Value.Split(' ', StringSplitOptions.RemoveEmptyEntries)
                .Select(number => float.Parse(number, CultureInfo.InvariantCulture)).ToArray();
            var end = new Vector2(numbers[^2], numbers[^1]);
            var start = pen;
            switch (step.Groups[1].Value[0])
            {
                case 'L':
                    _pieces.Add((pen, end));
                    break;
                case 'Q':
                    var control = new Vector2(numbers[0], numbers[1]);
                    Curve(ref pen, t => (start * ((1 - t) * (1 - t))) + (control * (2 * t * (1 - t))) + (end * (t * t)));
                    break;
                case 'H':
                    Curve(ref pen, t => new Vector2(start.X + ((end.X - start.X) * Sine(t)), end.Y + ((start.Y - end.Y) * Cosine(t))));
                    break;
                case 'V':
                    Curve(ref pen, t => new Vector2(end.X + ((start.X - end.X) * Cosine(t)), start.Y + ((end.Y - start.Y) * Sine(t))));
                    break;
            }

            pen = end;
        }
    }

    public float Width { get; }

    public IReadOnlyList<(Vector2 From, Vector2 To)> Pieces => _pieces;

    private void Curve(ref Vector2 pen, Func<float, Vector2> at)
    {
        for (var piece = 1; piece <= PiecesOfCurve; piece++)
        {
            var next = at((float)piece / PiecesOfCurve);
            _pieces.Add((pen, next));
            pen = next;
        }
    }

    // A quarter of a circle as a rational function: exact, and independent of the platform's sine.
    private static float Sine(float t) => 2 * t / (1 + (t * t));

    private static float Cosine(float t) => (1 - (t * t)) / (1 + (t * t));

    [GeneratedRegex("([MLQHV])([-0-9 ]+)")]
    private static partial Regex Step();
}
