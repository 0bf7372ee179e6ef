using ImageStorage.Portal.Api.Contracts;

namespace ImageStorage.Portal.Api;

/// <summary>The ids of replaced questions. They matter because students' answers refer to questions by id.</summary>
public sealed class QuestionIdTests
{
    private static readonly QuestionAnswer[] Known = [new("1", "Which?", "this"), new("q-9", "What?", "that")];

    [Fact]
    public void Question_of_another_text_never_gets_the_id_of_one_before() => Assert.Equal(["2"], Ids([Question(null, "Why?")]));

    [Fact]
    public void Question_of_the_same_text_keeps_its_id() =>
        Assert.Equal(["q-9", "2", "1"], Ids([Question(null, "What?"), Question(null, "Why?"), Question(null, "Which?")]));

    [Fact]
    public void Question_of_the_same_text_twice_is_two_questions() =>
        Assert.Equal(["1", "2"], Ids([Question(null, "Which?"), Question(null, "Which?")]));

    [Fact]
    public void Id_that_was_sent_is_kept_and_not_given_twice() =>
        Assert.Equal(["2", "1", "3"], Ids([Question("2", "Why?"), Question("1", "New"), Question(null, "Which?")]));

    private static IEnumerable<string> Ids(QuestionContract[] questions) => RequestRules.ToRecord(questions, Known).Select(question => question.Id);

    private static QuestionContract Question(string? id, string text) => new() { Id = id, Question = text, Answer = "an answer" };
}
