namespace ImageStorage.Records;

/// <summary>Listing and deleting.</summary>
public abstract partial class AnswerRepositoryContract
{
    /// <summary>Ids in the order of code points, which is not that of UTF-16.</summary>
    protected virtual IReadOnlyList<string> LastIds => ["\ufb1d", "👩"];

    [Fact]
    public async Task ListAsync_is_ordered_by_student_and_question_by_code_points()
    {
        string[] ids = ["", "\u0001", "a", "a\0", "a\0\u0001", "a\u0001", "a b", "aa", "b", "é", .. LastIds];
        foreach (var student in ids.Reverse())
            await Repository.SubmitAsync(Submission([.. ids.Select(id => new ScoredAnswer(id, "x", 1))]) with { StudentId = student }, Token);

        var listed = await AllAsync();

        Assert.Equal(ids.SelectMany(student => ids.Select(question => (student, question))), listed.Select(answer => (answer.StudentId, answer.QuestionId)));
    }

    [Fact]
    public async Task ListAsync_of_a_student_gives_that_students_alone()
    {
        string[] ids = ["", "a", "a\0", "a\0b", "a b", "ab", "A"];
        foreach (var student in ids)
            await Repository.SubmitAsync(Submission(new("b", "x", 1), new("", "x", 1)) with { StudentId = student }, Token);

        foreach (var student in ids)
            Assert.Equal([(student, ""), (student, "b")], (await AllAsync("quiz", student)).Select(answer => (answer.StudentId, answer.QuestionId)));
    }

    [Fact]
    public async Task ListAsync_of_more_than_a_page_gives_each_answer_once()
    {
        await SubmitManyAsync("quiz", 3, 110);
        await SubmitManyAsync("quiz-2", 1, 1);

        Assert.Equal(330, (await AllAsync()).Select(answer => (answer.StudentId, answer.QuestionId)).Distinct().Count());
        Assert.Equal(330, (await AllAsync()).Count);
        Assert.Equal(110, (await AllAsync("quiz", "s1")).Count);
    }

    [Fact]
    public async Task ListAsync_that_is_left_early_reads_no_further()
    {
        await SubmitManyAsync("quiz", 1, 3);

        await foreach (var answer in Repository.ListAsync("quiz", null, Token))
        {
            Assert.Equal("q000", answer.QuestionId);
            break;
        }
    }

    [Fact]
    public async Task ListAsync_of_an_assignment_without_answers_gives_none() => Assert.Empty(await AllAsync("nothing"));

    [Fact]
    public async Task DeleteAsync_removes_all_answers_of_the_assignment_and_no_others()
    {
        await SubmitManyAsync("quiz", 2, 30);
        await SubmitManyAsync("quiz-2", 1, 2);

        await Repository.DeleteAsync("quiz", Token);

        Assert.Empty(await AllAsync());
        Assert.Equal(2, (await AllAsync("quiz-2")).Count);
    }

    [Fact]
    public async Task DeleteAsync_of_nothing_is_no_error()
    {
        await Repository.DeleteAsync("nothing", Token);

        Assert.Empty(await AllAsync("nothing"));
    }

    [Fact]
    public async Task SubmitAsync_after_a_deletion_counts_from_one()
    {
        await SubmitAsync("Paris", 90);
        await Repository.DeleteAsync("quiz", Token);

        var stored = await SubmitAsync("Rome", 10);

        Assert.Equal((1, "Rome", 10), (stored.Attempts, stored.BestAnswer, stored.BestScore));
    }

    private async Task SubmitManyAsync(string assignmentId, int students, int questions)
    {
        foreach (var student in Enumerable.Range(0, students))
        {
            var answers = Enumerable.Range(0, questions).Select(question => new ScoredAnswer($"q{question:000}", "x", 1));
            await Repository.SubmitAsync(Submission([.. answers]) with { AssignmentId = assignmentId, StudentId = $"s{student}" }, Token);
        }
    }
}
