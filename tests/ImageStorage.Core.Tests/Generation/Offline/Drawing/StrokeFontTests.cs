namespace ImageStorage.Generation.Offline.Drawing;

public class StrokeFontTests
{
    private const float Scale = 1.5f;

    [Fact]
    public void Has_every_printable_character_of_ASCII() =>
        Assert.All(Enumerable.Range(' ', '~' - ' ' + 1), character => Assert.True(StrokeFont.Has((char)character)));

    [Fact]
    public void Glyph_every_character_looks_different()
    {
        var looks = StrokeFont.Characters.Select(character => string.Join(',', Pixels(character))).ToArray();
        Assert.Equal(looks.Length, looks.Distinct().Count());
    }

    [Fact]
    public void Glyph_every_character_but_the_space_has_ink() =>
        Assert.All(StrokeFont.Characters.Where(character => character != ' '), character => Assert.Contains(Pixels(character), ink => ink == 1));

    [Fact]
    public void Glyph_no_character_is_cut_off_by_its_mask() =>
        Assert.All(StrokeFont.Characters, character =>
        {
            var mask = new GlyphMask(StrokeFont.Glyph(character), Scale);
            for (var y = 0; y < mask.Height; y++)
            {
                var row = mask.Row(y);
                Assert.Equal((0f, 0f), (row[0], row[^1]));
                Assert.False((y == 0 || y == mask.Height - 1) && row.ContainsAnyExcept(0f));
            }
        });

    private static float[] Pixels(char character)
    {
        var mask = new GlyphMask(StrokeFont.Glyph(character), Scale);
        return [mask.Width, .. Enumerable.Range(0, mask.Height).SelectMany(y => mask.Row(y).ToArray())];
    }
}
