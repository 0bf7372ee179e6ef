using CsCheck;

namespace ImageStorage.Shell.CommandLines;

public class ScriptArgumentTests
{
    public static TheoryData<string, string?, object?> OneArgument => new()
    {
        { "word", null, "word" },
        { "", null, "" },
        { "-", null, "-" },
        { "-Flag", "-Flag", null },
        { "-Name:value", "-Name", "value" },
        { "-Url:https://a", "-Url", "https://a" },
        { "-Flag:$false", "-Flag", false },
        { "-Flag:true", "-Flag", true },
        { "$true", null, "$true" },
    };

    [Theory]
    [MemberData(nameof(OneArgument))]
    public void Parse_of_one_argument_tells_name_and_value(string argument, string? name, object? value) =>
        Assert.Equal([new ScriptArgument(name, value)], ScriptArgument.Parse([argument]));

    [Fact]
    public void Parse_of_a_name_with_a_colon_takes_the_next_argument_whatever_it_is() =>
        Assert.Equal([new ScriptArgument("-Name", "-5")], ScriptArgument.Parse(["-Name:", "-5"]));

    [Fact]
    public void Parse_of_text_without_dashes_keeps_every_argument() =>
        Gen.String[Gen.Char.AlphaNumeric, 0, 8].Array[0, 6].Sample(
            texts => ScriptArgument.Parse(texts).Select(a => (string?)a.Value).SequenceEqual(texts), iter: 100);
}
