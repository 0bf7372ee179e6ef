using CsCheck;

namespace ImageStorage.Objects;

public class ObjectKeyTests
{
    private const string Allowed = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

    private static readonly Gen<string> ValidId = Gen.Char[Allowed].Array[1, AssignmentId.MaxLength].Select(c => new string(c));

    [Fact]
    [Trait("Property", "3")]
    public void For_any_valid_id_names_the_object_by_id_and_format() =>
        Gen.Select(ValidId, Gen.Enum<ImageFormat>()).Sample(
            (id, format) =>
            {
                var key = ObjectKey.For(id, format);
                return key == $"generated_images/{id}{format.Extension()}"
                    && ObjectKey.TryParse(key.Value, out var parsed)
                    && parsed == key && parsed.AssignmentId == id && parsed.Format == format;
            },
            iter: 200);

    [Fact]
    [Trait("Property", "3")]
    public void For_any_text_is_an_error_exactly_when_the_text_is_no_id() =>
        Gen.String[0, 140].Sample(
            text =>
            {
                var isId = text.Length is >= 1 and <= 128 && text.All(Allowed.Contains);
                var exception = Record.Exception(() => ObjectKey.For(text));
                return isId ? exception is null : exception is ImageStorageException { Error: ImageStorageError.InvalidAssignmentId };
            },
            iter: 500);

    [Theory]
    [InlineData("../quiz")]
    [InlineData("a b")]
    [InlineData("")]
    [InlineData("quiz.1")]
    [InlineData("quiz\n")]
    [InlineData("ünï")]
    public void For_an_unsafe_id_throws_InvalidAssignmentId(string id) =>
        Assert.Equal(ImageStorageError.InvalidAssignmentId, Assert.Throws<ImageStorageException>(() => ObjectKey.For(id)).Error);

    [Theory]
    [InlineData("generated_images/../../etc/passwd.webp")]
    [InlineData("generated_images/quiz.svg")]
    [InlineData("generated_images/.webp")]
    [InlineData("other/quiz.webp")]
    [InlineData("no_image")]
    [InlineData(null)]
    public void TryParse_what_For_never_makes_is_refused(string? key) => Assert.False(ObjectKey.TryParse(key, out _));
}
