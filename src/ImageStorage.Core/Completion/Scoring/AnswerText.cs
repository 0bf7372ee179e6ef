using System.Globalization;
using System.Text;

namespace ImageStorage.Completion.Scoring;

/// <summary>
/// A text normalised for comparison: without compatibility forms, case, accents, punctuation and the space between words.
/// It is a list of tokens: a run of letters, a number by its value, or a single character of a script that puts no space between
/// words, an emoji or another symbol. At most <see cref="MaxLength"/> characters are read.
/// </summary>
internal sealed class AnswerText
{
    /// <summary>The longest answer that is accepted, in UTF-16 code units.</summary>
    public const int MaxLength = 10_000;

    private AnswerText(IReadOnlyList<AnswerToken> tokens, string plain)
    {
        Tokens = tokens;
        Plain = plain;
    }

    public IReadOnlyList<AnswerToken> Tokens { get; }

    /// <summary>The text with its punctuation and spaces, which is compared when there are no tokens.</summary>
    private string Plain { get; }

    public static AnswerText Of(string text)
    {
        var plain = Fold(text.Length > MaxLength ? text[..MaxLength] : text);
        return new AnswerText(AnswerTokens.Read(plain.Length > MaxLength ? plain[..MaxLength] : plain), plain);
    }

    /// <summary>True for the same tokens in the same order or, when neither text has tokens, for the same punctuation.</summary>
    public bool SaysTheSameAs(AnswerText other) => Tokens.Count == 0 && other.Tokens.Count == 0
        ? Plain == other.Plain
        : Tokens.SequenceEqual(other.Tokens);

    private static string Fold(string text)
    {
        // Lone surrogates are replaced first, because the steps below accept only valid text.
        var whole = string.Concat(text.EnumerateRunes());
        // Groups of digits are joined here, before the decomposition turns their special spaces into common ones.
        var joined = Decomposition.Decompose(JoinDigits(whole));
        var folded = new StringBuilder(joined.Length);
        foreach (var rune in joined.EnumerateRunes())
        {
            if (rune.Value == 'ß')
                folded.Append("ss");
            else if (!IsDropped(rune))
                folded.Append(Rune.ToLowerInvariant(Rune.ToUpperInvariant(rune)).ToString());
        }

        return Decomposition.ComposeSyllables(folded.ToString()).Trim();
    }

    private static string JoinDigits(string text)
    {
        var joined = new StringBuilder(text.Length);
        for (var index = 0; index < text.Length; index++)
        {
            // No-break, thin and narrow no-break space, and the apostrophe that Switzerland uses.
            var separates = text[index] is '\u00a0' or '\u2009' or '\u202f' or '\'' or '’'
                && index > 0 && char.IsDigit(text[index - 1]) && index + 1 < text.Length && char.IsDigit(text[index + 1]);
            if (!separates)
                joined.Append(text[index]);
        }

        return joined.ToString();
    }

    /// <summary>
    /// True for accents and invisible characters: joiners, direction marks, emoji variants. Other combining marks stay: in many scripts they are
    /// the vowels.
    /// </summary>
    private static bool IsDropped(Rune rune) => rune.Value
            is (>= 0x0300 and <= 0x036f) or (>= 0x0591 and <= 0x05c7) or (>= 0x064b and <= 0x065f) or 0x0670
            or (>= 0x1ab0 and <= 0x1aff) or (>= 0x1dc0 and <= 0x1dff) or (>= 0xfe00 and <= 0xfe0f)
        || Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format;
}
