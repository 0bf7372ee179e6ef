using System.Globalization;
using System.Text;
using CsCheck;

namespace ImageStorage.Generation.Offline.Drawing;

public class PlainTextTests
{
    [Theory]
    [InlineData("Übergrößenträger naïve café", "Ubergrossentrager naive cafe")]
    [InlineData("Łódź, Ångström, Œuvre, Þór", "Lodz, Angstrom, OEuvre, Thor")]
    [InlineData("“Straße” – it’s…", "\"Strasse\" - it's…")]
    [InlineData("Tiếng Việt", "Tieng Viet")]
    [InlineData("e\u0301te\u0301", "ete")]
    [InlineData("  two\r\n\t lines\u00A0here ", "two lines here")]
    [InlineData("a\0b\u001Bc\u202Ed", "abcd")]
    [InlineData("ABC１２３", "ABC123")]
    public void From_folds_to_the_letters_of_the_font(string text, string expected) =>
        Assert.Equal((expected, false), PlainText.From(text, 100));

    [Theory]
    [InlineData("😀", 1)]
    [InlineData("👋🏽", 1)]
    [InlineData("世界", 2)]
    [InlineData("سلام", 4)]
    public void From_draws_a_neutral_glyph_for_each_character_it_lacks(string text, int count) =>
        Assert.Equal(new string(StrokeFont.Neutral, count), PlainText.From(text, 100).Text);

    // Not a case of the theory above: metadata holds no half characters.
    [Fact]
    public void From_draws_half_a_surrogate_pair_as_the_neutral_glyph() =>
        Assert.Equal(new string([StrokeFont.Neutral, 'a', StrokeFont.Neutral]), PlainText.From("\uD83Da\uDE00", 100).Text);

    [Fact]
    public void From_any_text_has_only_characters_of_the_font() =>
        Gen.String[Gen.Char, 0, 200].Sample(text => PlainText.From(text, 150).Text.All(StrokeFont.Has), iter: 100);

    [Fact]
    public void From_folds_every_accented_letter_as_Unicode_decomposes_it()
    {
        foreach (var letter in Enumerable.Range(0xC0, 0x17F - 0xC0 + 1).Concat(Enumerable.Range(0x1EA0, 0x1EF9 - 0x1EA0 + 1)))
        {
            var plain = char.ConvertFromUtf32(letter).Normalize(NormalizationForm.FormD)[0];
            if (char.IsAsciiLetter(plain))
                Assert.Equal((letter, plain.ToString(CultureInfo.InvariantCulture)), (letter, PlainText.From(char.ConvertFromUtf32(letter), 9).Text));
        }
    }

    [Fact]
    public void From_longer_text_than_wanted_tells_so() =>
        Assert.Equal(("aaaaa", true), PlainText.From(new string('a', 6), 5));
}
