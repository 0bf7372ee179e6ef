using System.Text;

namespace ImageStorage.Completion.Questions;

/// <summary>
/// Reads comma-separated values (RFC 4180): quoted fields may contain commas, line ends and doubled quotes. Empty lines are skipped.
/// </summary>
internal static class CsvRecords
{
    /// <summary>Reads the records, each with the number of its first line, from 1.</summary>
    /// <exception cref="FormatException">A quote is not closed, or there is text after one that is.</exception>
    public static IEnumerable<(int Line, IReadOnlyList<string> Fields)> Read(string text)
    {
        var (position, line) = (0, 1);
        while (position < text.Length)
        {
            var first = line;
            var fields = new List<string>();
            do
                fields.Add(ReadField(text, ref position, ref line));
            while (position < text.Length && text[position++] == ',');
            if (position > 0 && text[position - 1] == ',' && position == text.Length)
                fields.Add("");
            if (fields is not [""])
                yield return (first, fields);
        }
    }

    // Leaves the position at the comma or, past a carriage return, at the line feed that ends the field.
    private static string ReadField(string text, ref int position, ref int line)
    {
        var field = new StringBuilder();
        var first = line;
        var quoted = position < text.Length && text[position] == '"';
        if (quoted)
        {
            position++;
            ReadQuoted(text, field, ref position, ref line);
        }

        while (position < text.Length && text[position] is not (',' or '\n'))
        {
            var isLineEnd = text[position] == '\r' && (position + 1 == text.Length || text[position + 1] == '\n');
            if (quoted && !isLineEnd)
                throw new FormatException($"line {first} has text after a closing quote");
            if (!isLineEnd)
                field.Append(text[position]);
            position++;
        }

        if (position < text.Length && text[position] == '\n')
            line++;
        return field.ToString();
    }

    private static void ReadQuoted(string text, StringBuilder field, ref int position, ref int line)
    {
        var first = line;
        for (; position < text.Length; position++)
        {
            var character = text[position];
            if (character == '"' && (position + 1 == text.Length || text[position + 1] != '"'))
            {
                position++;
                return;
            }

            if (character == '"')
                position++;
            if (character == '\n')
                line++;
            field.Append(character);
        }

        throw new FormatException($"line {first} has a quote that is not closed");
    }
}
