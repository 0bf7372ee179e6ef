using ImageStorage.Portal.Api;
using ImageStorage.Portal.Api.Contracts;
using Microsoft.AspNetCore.Mvc.ModelBinding;

namespace ImageStorage.Portal.Pages;

public sealed class QuestionRowsTests
{
    [Fact]
    public void ToQuestions_keeps_known_ids_and_numbers_the_others_anew()
    {
        QuestionAnswer[] known = [new("1", "a", "b"), new("q-9", "c", "d")];
        QuestionRow[] rows = [Row("q-9", "c"), Row(null, "new"), Row("q-9", "twice"), Row("forged", "e")];

        Assert.Equal(["q-9", "2", "3", "4"], QuestionRows.ToQuestions(rows, known).Select(question => question.Id));
    }

    [Fact]
    public void ToQuestions_leaves_blank_rows_out() =>
        Assert.Single(QuestionRows.ToQuestions([new QuestionRow { Question = " ", Answer = null }, Row(null, "kept")], []));

    [Theory]
    [InlineData("Why?", "", "Questions[0].Answer")]
    [InlineData(" ", "Because", "Questions[0].Question")]
    public void Check_of_a_half_row_names_the_field_that_is_missing(string question, string answer, string field)
    {
        var problems = new ModelStateDictionary();
        QuestionRows.Check([new QuestionRow { Question = question, Answer = answer }], problems);

        Assert.Equal([field], problems.Where(entry => entry.Value!.Errors.Count > 0).Select(entry => entry.Key));
    }

    [Fact]
    public void Check_allows_the_most_that_the_API_does()
    {
        var text = new string('a', RequestRules.MaxTextLength);
        var problems = new ModelStateDictionary();

        QuestionRows.Check(
            [.. Enumerable.Range(0, RequestRules.MaxQuestions).Select(_ => new QuestionRow { Question = text, Answer = text })], problems);

        Assert.Empty(RequestRules.CheckQuestions(
            [.. Enumerable.Range(0, RequestRules.MaxQuestions).Select(_ => new QuestionContract { Question = text, Answer = text })]));
        Assert.True(problems.IsValid);
    }

    private static QuestionRow Row(string? id, string question) => new() { Id = id, Question = question, Answer = "answer" };
}
