using CsCheck;

namespace ImageStorage.Generation.Offline.Drawing;

public class TextBlockTests
{
    private const int Width = 868;

    [Fact]
    public void Set_any_text_stays_within_the_width_and_five_lines() =>
        Gen.OneOf(Gen.String[Gen.Char, 0, 300], Gen.String[Gen.Char.AlphaNumeric, 0, 2000], Gen.String[Gen.Char["aW ."], 0, 900]).Sample(
            text => TextBlock.Set(text, Width) is not { } block || (block.Width <= Width && block.Lines.Count is >= 1 and <= 5),
            iter: 100);

    [Theory]
    [InlineData("A cat")]
    [InlineData("A red balloon over a quiet village at dawn, and a dog that looks up at it")]
    public void Set_text_that_fits_keeps_every_word(string text) =>
        Assert.Equal(text, string.Join(' ', Set(text).Lines));

    [Fact]
    public void Set_short_text_is_larger_than_long() =>
        Assert.True(Set("A cat").Typeface.CapitalHeight > Set(string.Join(' ', Enumerable.Repeat("A cat", 40))).Typeface.CapitalHeight);

    [Fact]
    public void Set_long_text_ends_with_an_ellipsis() =>
        Assert.EndsWith("…", Set(string.Join(' ', Enumerable.Repeat("words", 4000))).Lines[^1], StringComparison.Ordinal);

    [Fact]
    public void Set_leaves_no_single_word_on_the_last_line()
    {
        var lines = Set("A red balloon over a quiet village at dawn").Lines;
        Assert.Equal(["A red balloon over a", "quiet village at dawn"], lines);
    }

    [Fact]
    public void Set_breaks_a_word_that_is_longer_than_a_line() =>
        Assert.Equal(new string('m', 60), string.Concat(Set(new string('m', 60)).Lines));

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    [InlineData("\u200B\u200D")]
    public void Set_nothing_visible_gives_none(string text) =>
        Assert.Null(TextBlock.Set(text, Width));

    private static TextBlock Set(string text) => Assert.IsType<TextBlock>(TextBlock.Set(text, Width));
}
