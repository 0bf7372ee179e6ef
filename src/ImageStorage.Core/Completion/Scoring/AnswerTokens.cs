using System.Globalization;
using System.Text;

namespace ImageStorage.Completion.Scoring;

/// <summary>Reads the tokens of a text whose compatibility forms, case and accents are folded already.</summary>
internal static class AnswerTokens
{
    public static IReadOnlyList<AnswerToken> Read(string text)
    {
        Rune[] runes = [.. text.EnumerateRunes()];
        var tokens = new List<AnswerToken>();
        for (var index = 0; index < runes.Length;)
        {
            if (Digit(runes[index]) >= 0)
                tokens.Add(ReadNumber(runes, ref index));
            else if (IsSymbol(runes[index]))
                tokens.Add(new AnswerToken(AnswerTokenKind.Symbol, runes[index++].ToString()));
            else if (IsLetter(runes[index]))
                tokens.Add(ReadWord(runes, ref index));
            else
                index++;
        }

        return tokens;
    }

    private static AnswerToken ReadWord(Rune[] runes, ref int index)
    {
        var word = new StringBuilder();
        for (; index < runes.Length; index++)
        {
            if (IsLetter(runes[index]) && !IsSymbol(runes[index]))
                word.Append(runes[index].ToString());
            else if (!IsApostrophe(runes[index]) || index + 1 == runes.Length || !IsLetter(runes[index + 1]))
                break;
        }

        return new AnswerToken(AnswerTokenKind.Word, word.ToString());
    }

    /// <summary>
    /// Points and commas between digits belong to the number. The last separator is the decimal one when its kind occurs only once, unless it
    /// is the only separator and a comma before exactly three digits.
    /// </summary>
    private static AnswerToken ReadNumber(Rune[] runes, ref int index)
    {
        var negative = index > 0 && IsMinus(runes[index - 1]) && (index == 1 || Rune.IsWhiteSpace(runes[index - 2]));
        var digits = new StringBuilder();
        var separators = new List<(int At, int Kind)>();
        for (; index < runes.Length; index++)
        {
            if (Digit(runes[index]) is var digit and >= 0)
                digits.Append((char)('0' + digit));
            else if (runes[index].Value is '.' or ',' && index + 1 < runes.Length && Digit(runes[index + 1]) >= 0)
                separators.Add((digits.Length, runes[index].Value));
            else
                break;
        }

        var number = Canonical(digits.ToString(), DecimalPlace(separators, digits.Length));
        return new AnswerToken(AnswerTokenKind.Number, negative && number != "0" ? "-" + number : number);
    }

    private static int DecimalPlace(List<(int At, int Kind)> separators, int length)
    {
        if (separators.Count == 0)
            return length;
        var (at, kind) = separators[^1];
        var isAlone = separators.Count(separator => separator.Kind == kind) == 1;
        var isGroup = separators.Count == 1 && kind == ',' && length - at == 3;
        return isAlone && !isGroup ? at : length;
    }

    private static string Canonical(string digits, int decimalPlace)
    {
        var whole = digits[..decimalPlace].TrimStart('0');
        var fraction = digits[decimalPlace..].TrimEnd('0');
        return (whole.Length == 0 ? "0" : whole) + (fraction.Length == 0 ? "" : "." + fraction);
    }

    private static int Digit(Rune rune) =>
        Rune.GetUnicodeCategory(rune) == UnicodeCategory.DecimalDigitNumber ? (int)Rune.GetNumericValue(rune) : -1;

    private static bool IsLetter(Rune rune) => Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune)
        is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark
        or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber or UnicodeCategory.OtherNotAssigned or UnicodeCategory.PrivateUse;

    private static bool IsSymbol(Rune rune) =>
        IsWithoutSpaces(rune.Value) || rune.Value == '#' || (Rune.IsSymbol(rune) && !IsMinus(rune) && !IsPlain(rune.Value));

    // The fraction slash, of which ½ is composed, and marks that are typed as quotation marks carry no meaning.
    private static bool IsPlain(int value) => value is 0x2044 or '`' or '^' or '|' or '~' or 0xb4 or 0xa8;

    private static bool IsMinus(Rune rune) => rune.Value is '-' or 0x2212;

    private static bool IsApostrophe(Rune rune) => rune.Value is '\'' or '’' or 0x02bc;

    /// <summary>True for scripts without spaces between words: Thai, Lao, Tibetan, Myanmar, Khmer, kana and Han.</summary>
    private static bool IsWithoutSpaces(int value) => value
        is (>= 0x0e00 and <= 0x0fff and not (>= 0x0e50 and <= 0x0e59)) or (>= 0x1000 and <= 0x109f) or (>= 0x1780 and <= 0x17ff)
        or (>= 0x3005 and <= 0x3007) or (>= 0x3040 and <= 0x30ff) or (>= 0x3400 and <= 0x4dbf) or (>= 0x4e00 and <= 0x9fff)
        or (>= 0xf900 and <= 0xfaff) or (>= 0x20000 and <= 0x3ffff);
}
