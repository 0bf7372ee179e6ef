using System.Text;
using CsCheck;

namespace ImageStorage.Objects.S3;

public class EncodedWordTests
{
    private static readonly string[] Awkward = ["=?", "?=", "=?UTF-8?B?", "=?UTF-8?Q?a?=", " ", "👩‍🏫", "مرحبا", "é", "\r\n"];

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.Int[0, 0x10FFFF].Where(Rune.IsValid).Select(value => new Rune(value).ToString()),
        Gen.Char[' ', '~'].Select(c => c.ToString()),
        Gen.OneOf(Awkward.Select(Gen.Const).ToArray())).Array[0, 60].Select(string.Concat);

    [Fact]
    public void Decode_of_Encode_is_the_text() =>
        AnyText.Sample(text => EncodedWord.Decode(EncodedWord.Encode(text)) == text, iter: 2000);

    [Fact]
    public void Encode_makes_printable_ascii_in_words_of_75_characters() =>
        AnyText.Sample(
            text =>
            {
                var encoded = EncodedWord.Encode(text);
                return encoded.All(c => c is >= ' ' and <= '~') && (encoded == text || encoded.Split(' ').All(word => word.Length <= 75));
            },
            iter: 500);

    [Fact]
    public void Encode_never_ends_a_word_within_a_character() =>
        AnyText.Sample(
            text => EncodedWord.Encode(text) is var encoded
                && (encoded == text || string.Concat(encoded.Split(' ').Select(EncodedWord.Decode)) == text),
            iter: 500);

    [Theory]
    [InlineData("teacher-42")]
    [InlineData("Ada Lovelace <ada@example.org>")]
    [InlineData("")]
    public void Encode_plain_text_is_itself(string text) => Assert.Equal(text, EncodedWord.Encode(text));

    [Theory]
    [InlineData("=?utf-8?q?caf=C3=A9?=", "café")]
    [InlineData("=?UTF-8?Q?two_words?=", "two words")]
    [InlineData("=?ISO-8859-1?Q?caf=E9?=", "café")]
    [InlineData("=?US-ASCII*en?Q?hello?=", "hello")]
    [InlineData("=?utf-8?b?w6k=?= =?utf-8?b?w6k=?=", "éé")]
    [InlineData("=?utf-8?b?8J+R?= =?utf-8?b?qQ==?=", "👩")]
    [InlineData("before =?utf-8?b?w6k=?= after", "before é after")]
    [InlineData("=?utf-8?b?w6k=?= and =?iso-8859-1?q?=E9?=", "é and é")]
    public void Decode_what_other_clients_write_is_read(string value, string expected) => Assert.Equal(expected, EncodedWord.Decode(value));

    [Theory]
    [InlineData("=?utf-8?b?not base64?=")]
    [InlineData("=?utf-8?q?=G1?=")]
    [InlineData("=?no-such-charset?q?a?=")]
    [InlineData("=?utf-8?x?a?=")]
    [InlineData("=?utf-8?b?w6k=")]
    [InlineData("=?")]
    [InlineData("a =? b ?= c")]
    public void Decode_what_is_no_encoded_word_is_left(string value) => Assert.Equal(value, EncodedWord.Decode(value));

    [Fact]
    public void Decode_any_text_never_throws() => AnyText.Sample(text => EncodedWord.Decode(text) is not null, iter: 1000);
}
