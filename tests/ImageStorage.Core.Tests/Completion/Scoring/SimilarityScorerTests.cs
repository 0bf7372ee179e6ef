using System.Diagnostics;
using CsCheck;
using ImageStorage.Records;

namespace ImageStorage.Completion.Scoring;

public sealed class SimilarityScorerTests
{
    [Theory]
    // The same, written in another way.
    [InlineData("Paris", "  paris! ", 100, 100)]
    [InlineData("Crème brûlée", "creme brulee", 100, 100)]
    [InlineData("1,000", "1000", 100, 100)]
    [InlineData("3.0", "3", 100, 100)]
    [InlineData("1\u202f000\u00a0000", "1000000", 100, 100)]
    [InlineData("３ｋｇ", "3 kg", 100, 100)]
    [InlineData("½", "1/2", 100, 100)]
    [InlineData("한국어", "\u1112\u1161\u11ab\u1100\u116e\u11a8\u110b\u1165", 100, 100)]
    [InlineData("Straße", "STRASSE", 100, 100)]
    [InlineData("don't", "dont", 100, 100)]
    [InlineData("👩‍🏫", "👩‍🏫", 100, 100)]
    [InlineData("...", "...", 100, 100)]
    // Nearly.
    [InlineData("photosynthesis", "fotosynthesis", 75, 98)]
    [InlineData("The capital of France is Paris", "Paris is the capital of France", 90, 99)]
    [InlineData("Paris", "It is Paris", 50, 90)]
    [InlineData("光合作用", "光合作", 60, 95)]
    [InlineData("ประเทศไทย", "ประเทศไท", 60, 98)]
    // Half.
    [InlineData("red and blue", "red and green", 20, 70)]
    // Contradictions.
    [InlineData("The cell has a wall", "The cell has not a wall", 0, 30)]
    [InlineData("Die Zelle hat eine Wand", "Die Zelle hat keine Wand", 0, 30)]
    [InlineData("possible", "impossible", 0, 30)]
    [InlineData("The war ended in 1945", "The war ended in 1946", 0, 30)]
    [InlineData("42", "-42", 0, 30)]
    [InlineData("1.5", "15", 0, 30)]
    [InlineData("细胞有壁", "细胞没有壁", 0, 30)]
    // Nothing in common.
    [InlineData("Paris", "", 0, 0)]
    [InlineData("", "Paris", 0, 0)]
    [InlineData("", "", 0, 0)]
    [InlineData("Paris", "?!", 0, 0)]
    [InlineData("🐱", "🐶", 0, 10)]
    [InlineData("Paris", "a mitochondrion", 0, 20)]
    [InlineData("C++", "C#", 0, 60)]
    public void Score_is_in_the_range_that_people_expect(string expected, string given, int least, int most) =>
        Assert.InRange(SimilarityScorer.Score(expected, given), least, most);

    [Theory]
    [InlineData("The heart pumps blood", "heart", "heart blood", "the heart pumps blood")]
    [InlineData("oxygen", "nitrogen gas", "oxigen", "oxygen")]
    [InlineData("In 1945 in Berlin", "In 1946 in Berlin", "in Berlin", "1945 in Berlin")]
    public void Score_rises_with_what_is_right(string expected, params string[] given)
    {
        int[] scores = [.. given.Select(answer => SimilarityScorer.Score(expected, answer))];

        Assert.Equal(scores.Order(), scores);
        Assert.Equal(scores.Length, scores.Distinct().Count());
    }

    [Fact]
    public void Score_of_any_texts_is_0_to_100_and_the_same_both_ways_round() =>
        Gen.Select(AssignmentGen.Text, AssignmentGen.Text).Sample(
            (one, other) =>
            {
                var score = SimilarityScorer.Score(one, other);
                return score is >= 0 and <= 100 && score == SimilarityScorer.Score(other, one);
            },
            iter: 5_000);

    [Fact]
    public void Score_of_words_is_the_same_both_ways_round() =>
        Gen.Select(Words, Words).Sample((one, other) => SimilarityScorer.Score(one, other) == SimilarityScorer.Score(other, one), iter: 5_000);

    [Fact]
    public void Score_of_a_text_and_itself_is_100_unless_it_is_empty() =>
        AssignmentGen.Text.Sample(text => SimilarityScorer.Score(text, text) == (string.IsNullOrWhiteSpace(text) ? 0 : 100), iter: 5_000);

    [Theory]
    [InlineData("ab ")]
    [InlineData("1 ")]
    [InlineData("漢")]
    [InlineData("🪁")]
    [InlineData("\ud83e")]
    [InlineData("ﷺ")]
    public void Score_of_very_long_answers_is_bounded(string unit)
    {
        var one = string.Concat(Enumerable.Repeat(unit, 400_000 / unit.Length));
        var before = GC.GetAllocatedBytesForCurrentThread();
        var watch = Stopwatch.StartNew();

        Assert.InRange(SimilarityScorer.Score(one, "x" + one), 0, 100);

        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200L << 20);
    }

    [Fact]
    public void Score_of_answers_that_differ_after_the_limit_is_not_100() =>
        Assert.Equal(99, SimilarityScorer.Score(new string('a', AnswerText.MaxLength) + "b", new string('a', AnswerText.MaxLength) + "c"));

    [Fact]
    public async Task ScoreAsync_keeps_the_order_of_the_pairs() =>
        Assert.Equal(
            [100, 0],
            await new SimilarityScorer().ScoreAsync([new("Paris", "paris"), new("Paris", "")], TestContext.Current.CancellationToken));

    private static readonly string[] Vocabulary = ["heart", "hearts", "heard", "possible", "impossible", "not", "12", "13", "the", "漢", "字"];

    private static Gen<string> Words =>
        Gen.Int[0, Vocabulary.Length - 1].Select(index => Vocabulary[index]).Array[1, 8].Select(words => string.Join(' ', words));
}
