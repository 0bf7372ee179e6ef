using CsCheck;

namespace ImageStorage.Records.Mapping;

public class QuestionAnswersJsonTests
{
    [Fact]
    public void Read_of_any_written_list_gives_the_list() =>
        AssignmentGen.Question.Array[0, 10].Sample(
            list => QuestionAnswersJson.Read(QuestionAnswersJson.Write(list)).SequenceEqual(list), iter: 100);

    [Fact]
    public void Write_has_the_property_names_that_others_read() =>
        Assert.Equal("""[{"Id":"1","Question":"Où ?","Answer":"ici"}]""", QuestionAnswersJson.Write([new("1", "Où ?", "ici")]));

    [Fact]
    public void Read_of_a_numeric_id_gives_its_digits() =>
        Assert.Equal([new("7", "q", "a")], QuestionAnswersJson.Read("""[{"Id":7,"Question":"q","Answer":"a"}]"""));

    [Theory]
    [InlineData("""[{"Id":"x"},{"Question":"q"}]""")]
    [InlineData("""[{"Id":"x"},{"Id":null,"Question":"q"}]""")]
    public void Read_without_an_id_gives_the_position_from_1(string json) =>
        Assert.Equal(["x", "2"], QuestionAnswersJson.Read(json).Select(item => item.Id));

    [Fact]
    public void Read_passes_over_what_it_does_not_know() =>
        Assert.Equal(
            [new("1", "q", "42")], QuestionAnswersJson.Read("""[{"options":["a"],"id":1,"question":"q","ANSWER":42,"points":{"max":3}}]"""));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    public void Read_of_nothing_gives_no_questions(string? json) => Assert.Empty(QuestionAnswersJson.Read(json));

    [Fact]
    public void Merge_keeps_what_others_store_with_a_question()
    {
        const string Stored = """[{"Id":1,"Question":"q","Answer":"a","points":2.50},{"Id":2,"Question":"gone","Answer":"a","points":1}]""";

        var merged = QuestionAnswersJson.Merge(Stored, [new("3", "new", "c"), new("1", "q", "b")]);

        Assert.Equal("""[{"Id":"3","Question":"new","Answer":"c"},{"Id":"1","Question":"q","Answer":"b","points":2.50}]""", merged);
    }
}
