namespace ImageStorage.Completion.Scoring;

/// <summary>
/// Compares answers by their words, locally and with the same result on every machine. Texts that say the same (<see cref="AnswerText"/>)
/// score 100, an empty text scores 0, and all others at most 99:
/// <list type="bullet">
/// <item>three quarters are the words in common: the harmonic mean (F1) of their shares of both answers, by <see cref="AnswerToken.Weight"/>.
/// Two different words of four letters or more count by their similarity when it is 0.7 or more (<see cref="Indel"/>), for misspellings;</item>
/// <item>one quarter is the similarity of the characters with the words sorted: from 0 for a ratio of 0.5, which any two sentences of one
/// language have, to 1;</item>
/// <item>at most 30 when only one of the two is negated, or each has a number that the other lacks, and at most 60 when only one does.</item>
/// </list>
/// The score of two answers does not depend on which of them is expected. Time and memory are bounded by <see cref="AnswerText.MaxLength"/>
/// and <see cref="MaxMisspelled"/>.
/// </summary>
internal sealed class SimilarityScorer : IAnswerScorer
{
    /// <summary>With more unmatched words than this, misspelled ones are not searched for, which would take too long.</summary>
    public const int MaxMisspelled = 64;

    private const double WordShare = 0.75;
    private const double LeastAlike = 0.7;
    private const int LeastLetters = 4;
    private const int ContradictionCap = 30;
    private const int MissingNumberCap = 60;

    public Task<IReadOnlyList<int>> ScoreAsync(
        IReadOnlyList<AnswerPair> answers, CancellationToken cancellationToken) => Task.Run<IReadOnlyList<int>>(
        () =>
        {
            var scores = new int[answers.Count];
            for (var index = 0; index < scores.Length; index++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                scores[index] = Score(answers[index].Expected, answers[index].Given);
            }

            return scores;
        },
        cancellationToken);

    public static int Score(string expected, string given)
    {
        if (string.IsNullOrWhiteSpace(expected) || string.IsNullOrWhiteSpace(given))
            return 0;

        var one = AnswerText.Of(expected);
        var other = AnswerText.Of(given);
        if (one.SaysTheSameAs(other))
            return expected.Length <= AnswerText.MaxLength && given.Length <= AnswerText.MaxLength ? 100 : 99;
        if (one.Tokens.Count == 0 || other.Tokens.Count == 0)
            return 0;

        var likeness = (WordShare * WordsInCommon(one.Tokens, other.Tokens)) + ((1 - WordShare) * CharactersInCommon(one, other));
        return Math.Min((int)Math.Round(100 * likeness, MidpointRounding.AwayFromZero), Cap(one, other));
    }

    private static int Cap(AnswerText one, AnswerText other)
    {
        if (Negation.IsIn(one) != Negation.IsIn(other))
            return ContradictionCap;
        var numbers = Numbers(one);
        var otherNumbers = Numbers(other);
        return (numbers.IsSubsetOf(otherNumbers), otherNumbers.IsSubsetOf(numbers)) switch
        {
            (true, true) => 99,
            (false, false) => ContradictionCap,
            // A number that only one answer has is no contradiction: the other may spell it as a word.
            _ => MissingNumberCap,
        };
    }

    private static HashSet<string> Numbers(AnswerText text) =>
        [.. text.Tokens.Where(token => token.Kind == AnswerTokenKind.Number).Select(token => token.Text)];

    private static double WordsInCommon(IReadOnlyList<AnswerToken> one, IReadOnlyList<AnswerToken> other)
    {
        var left = Without(one, other);
        var right = Without(other, one);
        var total = one.Sum(token => token.Weight) + other.Sum(token => token.Weight);
        var common = total - left.Sum(token => token.Weight) - right.Sum(token => token.Weight);
        return (common + SpelledAlike(Words(left), Words(right))) / total;
    }

    /// <summary>The tokens that the other text lacks or has fewer of.</summary>
    private static List<AnswerToken> Without(IReadOnlyList<AnswerToken> tokens, IReadOnlyList<AnswerToken> other)
    {
        var there = other.CountBy(token => token).ToDictionary();
        return [.. tokens.Where(token => there.GetValueOrDefault(token) == 0 || there[token]-- == 0)];
    }

    private static List<string> Words(List<AnswerToken> tokens) =>
        [.. tokens.Where(token => token.Kind == AnswerTokenKind.Word && token.Text.Length >= LeastLetters).Select(token => token.Text)];

    /// <summary>The weight that pairs of similarly spelled words add, matched greedily from the most similar pair.</summary>
    private static double SpelledAlike(List<string> left, List<string> right)
    {
        if (left.Count > MaxMisspelled || right.Count > MaxMisspelled)
            return 0;

        var pairs =
            from one in left.Index()
            from other in right.Index()
            let ratio = Negation.IsBetween(one.Item, other.Item) ? 0 : Indel.Ratio(one.Item, other.Item)
            where ratio >= LeastAlike
            // Equal ratios are ordered by text, so that the score is the same when the answers are swapped.
            let ordered = string.CompareOrdinal(one.Item, other.Item) < 0 ? (one.Item, other.Item) : (other.Item, one.Item)
            orderby ratio descending, ordered.Item1, ordered.Item2
            select (Left: one.Index, Right: other.Index, Ratio: ratio);

        var taken = new HashSet<int>();
        var takenRight = new HashSet<int>();
        var common = 0.0;
        foreach (var pair in pairs)
        {
            if (taken.Contains(pair.Left) || takenRight.Contains(pair.Right))
                continue;
            taken.Add(pair.Left);
            takenRight.Add(pair.Right);
            common += 2 * pair.Ratio;
        }

        return common;
    }

    private static double CharactersInCommon(AnswerText one, AnswerText other) => Math.Max(0, (2 * Indel.Ratio(Sorted(one), Sorted(other))) - 1);

    private static string Sorted(AnswerText text) => string.Join(' ', text.Tokens.Select(token => token.Text).Order(StringComparer.Ordinal));
}
