using System.Management.Automation.Host;

namespace ImageStorage.Shell.Hosting;

/// <summary>A choice's label such as <c>&amp;Yes</c>: the letter after the ampersand is a valid answer.</summary>
/// <param name="Text">The label without its ampersand.</param>
/// <param name="Key">The letter, or an empty string.</param>
internal sealed record ChoiceLabel(string Text, string Key)
{
    public string ShortestAnswer => Key.Length > 0 ? Key : Text;

    public static ChoiceLabel Parse(ChoiceDescription choice)
    {
        var mark = choice.Label.IndexOf('&', StringComparison.Ordinal);
        return mark < 0 || mark == choice.Label.Length - 1
            ? new ChoiceLabel(choice.Label.Replace("&", "", StringComparison.Ordinal), "")
            : new ChoiceLabel(choice.Label.Remove(mark, 1), choice.Label[mark + 1].ToString().ToUpperInvariant());
    }

    public bool IsAnsweredBy(string answer) =>
        Text.Equals(answer, StringComparison.OrdinalIgnoreCase)
        || (Key.Length > 0 && Key.Equals(answer, StringComparison.OrdinalIgnoreCase));

    public override string ToString() => Key.Length > 0 ? $"[{Key}] {Text}" : Text;
}
