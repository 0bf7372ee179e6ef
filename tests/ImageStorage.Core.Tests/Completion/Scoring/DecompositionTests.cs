namespace ImageStorage.Completion.Scoring;

public sealed class DecompositionTests
{
    [Theory]
    [InlineData("plain ASCII", "plain ASCII")]
    [InlineData("é", "e\u0301")]
    [InlineData("ǻ", "a\u030a\u0301")]
    [InlineData("Ａ１", "A1")]
    [InlineData("ﬁ", "fi")]
    [InlineData("½", "1\u20442")]
    [InlineData("𝒳", "X")]
    [InlineData("한", "한")]
    [InlineData("👩‍🏫", "👩‍🏫")]
    public void Decompose_takes_characters_apart_as_Unicode_says(string text, string expected) =>
        Assert.Equal(expected, Decomposition.Decompose(text), StringComparer.Ordinal);

    [Theory]
    [InlineData("\u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165", "한국어")]
    [InlineData("\uac00\u11a8", "각")]
    [InlineData("\u1112 \u1161", "\u1112 \u1161")]
    [InlineData("\u11a8", "\u11a8")]
    public void ComposeSyllables_puts_the_letters_of_Korean_together(string text, string expected) =>
        Assert.Equal(expected, Decomposition.ComposeSyllables(text), StringComparer.Ordinal);
}
