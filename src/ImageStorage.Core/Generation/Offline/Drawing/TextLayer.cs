namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>Set lines, centred on a column.</summary>
internal sealed class TextLayer(TextBlock text, int centreX, int top, Colour colour) : ILayer
{
    private readonly int[] _starts = [.. text.Lines.Select(line => centreX - (text.Typeface.Measure(line) / 2))];

    public void Paint(int y, PixelRow row)
    {
        for (var line = 0; line < text.Lines.Count; line++)
        {
            var baseline = top + text.Typeface.CapitalHeight + (line * text.Typeface.LineHeight);
            if (y > baseline - text.Typeface.LineHeight && y < baseline + text.Typeface.LineHeight)
                Paint(text.Lines[line], _starts[line], y - baseline, row);
        }
    }

    private void Paint(string line, int x, int belowBaseline, PixelRow row)
    {
        foreach (var character in line)
        {
            var mask = text.Typeface.Mask(character);
            var y = belowBaseline + mask.Baseline;
            if (y >= 0 && y < mask.Height)
                Paint(mask.Row(y), x - mask.Margin, row);
            x += text.Typeface.Advance(character);
        }
    }

    private void Paint(ReadOnlySpan<float> coverage, int left, PixelRow row)
    {
        for (var i = 0; i < coverage.Length; i++)
        {
            if (coverage[i] > 0 && left + i >= 0 && left + i < row.Width)
                row.Blend(left + i, coverage[i], colour);
        }
    }
}
