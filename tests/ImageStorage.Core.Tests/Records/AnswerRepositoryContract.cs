using CsCheck;

namespace ImageStorage.Records;

/// <summary>What every store of answers owes its callers. An adapter's tests derive from it and bring the store, empty.</summary>
public abstract partial class AnswerRepositoryContract
{
    private const int SeventeenMegabytes = 17_000_000;

    private protected static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract IAnswerRepository Repository { get; }

    /// <summary>How many random cases: fewer over a wire.</summary>
    protected abstract int Cases { get; }

    /// <summary>What the store says to an answer of 17 MB; null when it takes it.</summary>
    protected abstract ImageStorageError? ErrorOfSeventeenMegabytes { get; }

    [Fact]
    public async Task SubmitAsync_of_a_first_answer_stores_it_as_the_latest_and_the_best()
    {
        var stored = Assert.Single(await Repository.SubmitAsync(Submission(new ScoredAnswer("q", "Paris", 70)) with { AnsweredAt = Noon.AddMicroseconds(1) }, Token));

        var expected = new StudentAnswer
        {
            AssignmentId = "quiz",
            StudentId = "ana",
            QuestionId = "q",
            Answer = "Paris",
            Score = 70,
            AnsweredAt = Noon.AddMicroseconds(1),
            BestAnswer = "Paris",
            BestScore = 70,
            Attempts = 1,
        };
        Assert.Equal(expected, stored);
        Assert.Equal([expected], await AllAsync());
    }

    [Fact]
    public async Task SubmitAsync_of_a_worse_answer_keeps_the_best()
    {
        await SubmitAsync("Pari", 60);
        await SubmitAsync("Paris", 90);
        var stored = await SubmitAsync("Rome", 40);

        Assert.Equal(("Rome", 40, "Paris", 90, 3), (stored.Answer, stored.Score, stored.BestAnswer, stored.BestScore, stored.Attempts));
        Assert.Equal([stored], await AllAsync());
    }

    [Fact]
    public async Task SubmitAsync_of_an_equal_score_keeps_the_first_of_the_best_answers()
    {
        await SubmitAsync("first", 90);
        var stored = await SubmitAsync("second", 90);

        Assert.Equal(("second", "first", 90, 2), (stored.Answer, stored.BestAnswer, stored.BestScore, stored.Attempts));
    }

    [Fact]
    public async Task SubmitAsync_of_a_score_of_zero_is_the_best_only_until_a_better_one()
    {
        var zero = await SubmitAsync("none", 0);
        var one = await SubmitAsync("some", 1);

        Assert.Equal(("none", 0, "some", 1), (zero.BestAnswer, zero.BestScore, one.BestAnswer, one.BestScore));
    }

    [Fact]
    public async Task SubmitAsync_of_several_answers_gives_them_in_their_order()
    {
        var stored = await Repository.SubmitAsync(Submission(new("z", "1", 1), new("a", "2", 2), new("m", "3", 3)), Token);

        Assert.Equal(["z", "a", "m"], stored.Select(answer => answer.QuestionId));
        Assert.Equal([1, 2, 3], stored.Select(answer => answer.Score));
    }

    [Fact]
    public async Task SubmitAsync_without_answers_stores_nothing()
    {
        Assert.Empty(await Repository.SubmitAsync(Submission(), Token));
        Assert.Empty(await AllAsync());
    }

    [Fact]
    public async Task SubmitAsync_of_the_same_submission_again_counts_once()
    {
        await SubmitAsync("before", 50);
        var submission = Submission(new("q", "Paris", 90), new("r", "Rome", 20));
        var first = await Repository.SubmitAsync(submission, Token);

        var again = await Repository.SubmitAsync(submission, Token);

        Assert.Equal(first, again);
        Assert.Equal([2, 1], (await AllAsync()).Select(answer => answer.Attempts));
    }

    [Fact]
    public async Task SubmitAsync_of_the_same_submission_at_once_counts_once()
    {
        var submission = Submission(new("q", "Paris", 90), new("r", "Rome", 20));

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Repository.SubmitAsync(submission, Token)));

        Assert.Equal([1, 1], (await AllAsync()).Select(answer => answer.Attempts));
    }

    [Fact]
    public async Task SubmitAsync_of_a_half_stored_submission_again_stores_the_rest()
    {
        var whole = Submission(new("q", "Paris", 90), new("r", "Rome", 20));
        await Repository.SubmitAsync(whole with { Answers = [whole.Answers[0]] }, Token);

        await Repository.SubmitAsync(whole, Token);

        Assert.Equal([("q", 1), ("r", 1)], (await AllAsync()).Select(answer => (answer.QuestionId, answer.Attempts)));
    }

    [Fact]
    public async Task SubmitAsync_by_eight_at_once_loses_no_attempt_and_no_best_score()
    {
        int[] scores = [.. Enumerable.Range(0, 40).Select(number => number * 37 % 101)];

        await Task.WhenAll(Enumerable.Range(0, 8).Select(async task =>
        {
            foreach (var score in scores[(task * 5)..((task * 5) + 5)])
                await Repository.SubmitAsync(Submission(new("q", $"answer {score}", score), new("r", $"other {100 - score}", 100 - score)), Token);
        }));

        var stored = await AllAsync();
        Assert.Equal([40, 40], stored.Select(answer => answer.Attempts));
        Assert.Equal([(scores.Max(), $"answer {scores.Max()}"), (100 - scores.Min(), $"other {100 - scores.Min()}")], stored.Select(answer => (answer.BestScore, answer.BestAnswer)));
        Assert.All(stored, answer => Assert.EndsWith($" {answer.Score}", answer.Answer, StringComparison.Ordinal));
    }

    [Fact]
    public async Task AddAsync_of_what_was_deleted_brings_it_back_as_it_was()
    {
        await SubmitAsync("Paris", 90);
        await SubmitAsync("Rome", 40);
        await Repository.SubmitAsync(Submission(new ScoredAnswer("r", "ünï \0 🦊", 100)) with { StudentId = "bob\0", AnsweredAt = Noon.AddMicroseconds(1) }, Token);
        var before = await AllAsync();
        await Repository.DeleteAsync("quiz", Token);

        await Repository.AddAsync(before, Token);
        await Repository.AddAsync(before, Token);

        Assert.Equal(3, before.Sum(answer => answer.Attempts));
        Assert.Equal(before, await AllAsync());
    }

    [Fact]
    public async Task AddAsync_leaves_the_answer_that_is_there()
    {
        await SubmitAsync("Paris", 90);
        var before = await AllAsync();
        await Repository.DeleteAsync("quiz", Token);
        var newer = await SubmitAsync("Rome", 40);

        await Repository.AddAsync(before, Token);

        Assert.Equal([newer], await AllAsync());
        Assert.Equal(2, (await SubmitAsync("Oslo", 50)).Attempts);
    }

    [Fact]
    public async Task SubmitAsync_of_any_submissions_stores_what_a_simple_model_says()
    {
        var number = 0;
        var answers = Gen.Select(Gen.Int[0, 2], Gen.Int[0, 4], AssignmentGen.Text, (question, score, text) => new ScoredAnswer($"q{question}", text, score * 25));
        var submissions = Gen.Select(Gen.Int[0, 2], answers.Array[0, 3], Gen.Bool, (student, given, again) => (Student: $"s{student}", Given: given, Again: again));
        await submissions.Array[1, 8].SampleAsync(
            async cases =>
            {
                var assignment = $"quiz-{Interlocked.Increment(ref number)}";
                var model = new SortedDictionary<string, StudentAnswer>(StringComparer.Ordinal);
                foreach (var (student, given, again) in cases)
                {
                    ScoredAnswer[] each = [.. given.DistinctBy(answer => answer.QuestionId)];
                    var submission = Submission(each) with { AssignmentId = assignment, StudentId = student };
                    foreach (var answer in each)
                        model[$"{student} {answer.QuestionId}"] = Next(model.GetValueOrDefault($"{student} {answer.QuestionId}"), submission, answer);
                    var stored = await Repository.SubmitAsync(submission, Token);
                    if (again)
                        stored = await Repository.SubmitAsync(submission, Token);
                    if (!stored.SequenceEqual(each.Select(answer => model[$"{student} {answer.QuestionId}"])))
                        return false;
                }

                return model.Values.SequenceEqual(await AllAsync(assignment));
            },
            iter: Cases, threads: 1);
    }

    [Theory]
    [InlineData("👩🏽‍🎓🇺🇦")]
    [InlineData("طالبة العلوم")]
    [InlineData("\u202eתלמיד\u202c $.x")]
    [InlineData("' OR 1=1 --")]
    [InlineData("")]
    public async Task Any_script_in_student_question_and_answer_survives(string text)
    {
        await Repository.SubmitAsync(Submission(new ScoredAnswer(text, text, 10)) with { StudentId = text }, Token);
        await SubmitAsync("other", 10);

        var stored = Assert.Single(await AllAsync("quiz", text));

        Assert.Equal((text, text, text, text), (stored.StudentId, stored.QuestionId, stored.Answer, stored.BestAnswer));
    }

    [Fact]
    public async Task SubmitAsync_of_an_emptied_answer_keeps_the_best()
    {
        await SubmitAsync("Paris", 90);
        var stored = await SubmitAsync("", 0);

        Assert.Equal(("", 0, "Paris", 90), (stored.Answer, stored.Score, stored.BestAnswer, stored.BestScore));
        Assert.Equal([stored], await AllAsync());
    }

    [Fact]
    public async Task SubmitAsync_of_seventeen_megabytes_is_whole_or_refused()
    {
        var error = await Record.ExceptionAsync(() => SubmitAsync(new string('a', SeventeenMegabytes), 90));

        Assert.Equal(ErrorOfSeventeenMegabytes, (error as ImageStorageException)?.Error);
        Assert.Equal(ErrorOfSeventeenMegabytes is null ? [SeventeenMegabytes] : [], (await AllAsync()).Select(answer => answer.Answer.Length));
    }

    [Fact]
    public async Task SubmitAsync_of_seventeen_megabytes_over_an_answer_is_whole_or_changes_nothing()
    {
        await SubmitAsync("short", 90);
        var error = await Record.ExceptionAsync(() => SubmitAsync(new string('a', SeventeenMegabytes), 10));

        Assert.Equal(ErrorOfSeventeenMegabytes, (error as ImageStorageException)?.Error);
        var stored = Assert.Single(await AllAsync());
        Assert.Equal((ErrorOfSeventeenMegabytes is null ? SeventeenMegabytes : 5, "short"), (stored.Answer.Length, stored.BestAnswer));
    }

    [Fact]
    public async Task Every_call_with_a_cancelled_token_is_cancelled()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Repository.SubmitAsync(Submission(new ScoredAnswer("q", "a", 1)), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await Repository.ListAsync("quiz", null, cancelled).ToListAsync(Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Repository.DeleteAsync("quiz", cancelled));
    }

    /// <summary>A submission of its own each time.</summary>
    protected static AnswerSubmission Submission(params ScoredAnswer[] answers) => new()
    {
        SubmissionId = Guid.NewGuid().ToString("N"),
        AssignmentId = "quiz",
        StudentId = "ana",
        AnsweredAt = Noon,
        Answers = answers,
    };

    protected async Task<StudentAnswer> SubmitAsync(string answer, int score) =>
        Assert.Single(await Repository.SubmitAsync(Submission(new ScoredAnswer("q", answer, score)), Token));

    protected async Task<List<StudentAnswer>> AllAsync(string assignmentId = "quiz", string? studentId = null) =>
        await Repository.ListAsync(assignmentId, studentId, Token).ToListAsync(Token);

    private static StudentAnswer Next(StudentAnswer? before, AnswerSubmission submission, ScoredAnswer answer)
    {
        var isBest = before is null || answer.Score > before.BestScore;
        return new StudentAnswer
        {
            AssignmentId = submission.AssignmentId,
            StudentId = submission.StudentId,
            QuestionId = answer.QuestionId,
            Answer = answer.Answer,
            Score = answer.Score,
            AnsweredAt = submission.AnsweredAt,
            BestAnswer = isBest ? answer.Answer : before!.BestAnswer,
            BestScore = isBest ? answer.Score : before!.BestScore,
            Attempts = (before?.Attempts ?? 0) + 1,
        };
    }
}
