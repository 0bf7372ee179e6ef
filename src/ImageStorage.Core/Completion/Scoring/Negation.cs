namespace ImageStorage.Completion.Scoring;

/// <summary>
/// Words that negate a sentence, in the languages that most schools teach in. Words that have another meaning too are left out.
/// </summary>
internal static class Negation
{
    private static readonly HashSet<string> Words =
    [
        // English
        "no", "not", "never", "none", "nor", "neither", "without", "cannot", "nothing", "nobody", "nowhere",
        "dont", "doesnt", "didnt", "isnt", "arent", "wasnt", "werent", "wont", "wouldnt", "cant", "couldnt", "shouldnt", "mustnt",
        "hasnt", "havent", "hadnt",
        // German, Dutch
        "nicht", "kein", "keine", "keinen", "keiner", "keinem", "keines", "nie", "niemals", "ohne", "nichts", "niemand",
        "niet", "geen", "nooit", "zonder",
        // French, Spanish, Italian, Portuguese
        "ne", "pas", "jamais", "sans", "aucun", "aucune", "rien", "nunca", "ningun", "ninguna", "jamas", "non", "senza", "nessun", "nessuno", "nao",
        // Russian, Arabic, Hindi
        "не", "нет", "никогда", "без", "لا", "ليس", "ليست", "لم", "لن", "नहीं",
    ];

    private static readonly HashSet<string> Symbols = ["不", "没", "沒", "无", "無"];

    private static readonly string[] Prefixes = ["un", "im", "in", "ir", "il", "dis", "non", "a"];

    private static readonly string[] Endings = ["ない", "ません"];

    public static bool IsIn(AnswerText text)
    {
        if (text.Tokens.Any(token => token.Kind == AnswerTokenKind.Word ? Words.Contains(token.Text) : Symbols.Contains(token.Text)))
            return true;
        var symbols = string.Concat(text.Tokens.Where(token => token.Kind == AnswerTokenKind.Symbol).Select(token => token.Text));
        return Endings.Any(ending => symbols.Contains(ending, StringComparison.Ordinal));
    }

    /// <summary>True when one word is the other with a negating prefix, such as "possible" and "impossible".</summary>
    public static bool IsBetween(string one, string other)
    {
        var (shorter, longer) = one.Length < other.Length ? (one, other) : (other, one);
        return longer.EndsWith(shorter, StringComparison.Ordinal)
            && Prefixes.Contains(longer[..^shorter.Length], StringComparer.Ordinal);
    }
}
