namespace ImageStorage.Cmdlets.Commands;

public sealed class CompleteAssignmentTests : IDisposable
{
    private readonly ModuleSession _session = new();

    public CompleteAssignmentTests() => _session.Invoke(
        "New-Assignment -NoImage x -AssignmentId quiz-1 -QuestionAnswer @{ Id = 'a'; Question = 'Capital of France?'; Answer = 'Paris' }, @{ Id = 'b'; Question = 'Half of 8?'; Answer = '4' }").AssertNoErrors();

    [Theory]
    [InlineData("@{ a = 'Paris'; b = 4 }")]
    [InlineData("'Paris', 4")]
    [InlineData("([pscustomobject]@{ b = 4; a = 'Paris' })")]
    [InlineData("(@{ QuestionId = 'b'; Answer = '4' }, [pscustomobject]@{ Id = 'a'; Answer = 'Paris' })")]
    public void Complete_Assignment_takes_answers_by_question_or_in_their_order(string answers)
    {
        var completed = _session.Invoke($"Complete-Assignment quiz-1 -StudentId s-1 -Answer {answers}").One<CompletedAssignment>();

        Assert.Equal([("a", "Paris", 100), ("b", "4", 100)], completed.Answers.Select(answer => (answer.QuestionId, answer.Answer, answer.Score)));
        Assert.Equal((100.0, 100.0), (completed.Score, completed.BestScore));
    }

    [Fact]
    public void Complete_Assignment_keeps_the_best_and_Get_Assignment_StudentAnswer_reads_it()
    {
        _session.Invoke("Complete-Assignment quiz-1 -StudentId s-1 -Answer Paris; Complete-Assignment quiz-1 -StudentId s-1 -Answer Berlin, $null; Complete-Assignment quiz-1 -StudentId s-2 -Answer $null, '4'").AssertNoErrors();

        var all = _session.Invoke("Get-Assignment quiz-1 -StudentAnswer").AssertNoErrors().All<StudentAnswer>();
        var own = _session.Invoke("Get-Assignment quiz-1 -StudentAnswer -StudentId s-1").One<StudentAnswer>();

        Assert.Equal([("s-1", "a"), ("s-2", "b")], all.Select(answer => (answer.StudentId, answer.QuestionId)));
        Assert.Equal(("Berlin", "Paris", 100, 2), (own.Answer, own.BestAnswer, own.BestScore, own.Attempts));
    }

    [Fact]
    public void Complete_Assignment_of_the_rows_of_a_file_works_on_those_of_a_student_in_their_order()
    {
        const string Rows =
            "1..20 | ForEach-Object { [pscustomobject]@{ AssignmentId = 'quiz-1'; StudentId = 's-1'; QuestionId = 'b'; Answer = \"$_\" } }\n"
            + "[pscustomobject]@{ AssignmentId = 'quiz-1'; StudentId = 's-2'; QuestionId = 'no'; Answer = 'x' }\n"
            + "[pscustomobject]@{ AssignmentId = 'quiz-1'; StudentId = 's-3'; QuestionId = 'a'; Answer = 'Paris' }\n";

        var invocation = _session.Invoke($"& {{ {Rows} }} | Complete-Assignment -ThrottleLimit 8");

        Assert.Equal([.. Enumerable.Repeat("s-1", 20), "s-3"], invocation.All<CompletedAssignment>().Select(completed => completed.StudentId));
        Assert.Equal("quiz-1", invocation.AssertError(ImageStorageError.InvalidAnswer).TargetObject);
        var last = _session.Invoke("Get-Assignment quiz-1 -StudentAnswer -StudentId s-1").One<StudentAnswer>();
        Assert.Equal(("20", "4", 20), (last.Answer, last.BestAnswer, last.Attempts));
    }

    [Theory]
    [InlineData("quiz-1", "@{ c = 'x' }", ImageStorageError.InvalidAnswer)]
    [InlineData("quiz-1", "'x', 'y', 'z'", ImageStorageError.InvalidAnswer)]
    [InlineData("quiz-1", "@{}", ImageStorageError.InvalidAnswer)]
    [InlineData("quiz-1", "$null", ImageStorageError.InvalidAnswer)]
    [InlineData("quiz-2", "'x'", ImageStorageError.AssignmentNotFound)]
    [InlineData("'a quiz'", "@{ a = 'x' }", ImageStorageError.InvalidAssignmentId)]
    public void Complete_Assignment_with_what_does_not_fit_is_a_clear_error_and_stores_nothing(string id, string answers, ImageStorageError expected)
    {
        _session.Invoke($"Complete-Assignment {id} -Answer {answers}").AssertError(expected);

        Assert.Empty(_session.Invoke("Get-Assignment quiz-1 -StudentAnswer").AssertNoErrors().Output);
    }

    [Theory]
    [InlineData("@{ QuestionId = 'a'; Answer = 'x' }, 'y'", "some do not")]
    [InlineData("@{ QuestionId = 'a'; Answer = 'x' }, @{ QuestionId = 'a'; Answer = 'y' }", "answered twice")]
    [InlineData("@{ Question = 'a' }, @{ Question = 'b' }", "QuestionId and Answer")]
    public void Complete_Assignment_with_answers_that_cannot_be_read_says_how_to_write_them(string answers, string expected) =>
        Assert.Contains(expected, Assert.Single(_session.Invoke($"Complete-Assignment quiz-1 -Answer {answers}").Errors).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Complete_Assignment_WhatIf_stores_nothing()
    {
        Assert.Empty(_session.Invoke("Complete-Assignment quiz-1 -Answer Paris -WhatIf").AssertNoErrors().Output);

        Assert.Empty(_session.Invoke("Get-Assignment quiz-1 -StudentAnswer").AssertNoErrors().Output);
    }

    [Fact]
    public void Get_Assignment_StudentAnswer_of_no_assignment_is_an_error() =>
        _session.Invoke("Get-Assignment quiz-2 -StudentAnswer").AssertError(ImageStorageError.AssignmentNotFound);

    public void Dispose() => _session.Dispose();
}
