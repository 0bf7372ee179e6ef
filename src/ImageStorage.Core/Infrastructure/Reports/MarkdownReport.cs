using System.Globalization;
using System.Text;

namespace ImageStorage.Infrastructure.Reports;

/// <summary>Checks as a Markdown table, for the page of a job.</summary>
internal static class MarkdownReport
{
    public static byte[] Render(IReadOnlyList<InfrastructureCheck> checks)
    {
        var text = new StringBuilder("## Infrastructure\n\n");
        var counts = Enum.GetValues<CheckStatus>()
            .Select(status => $"{checks.Count(check => check.Status == status)} {status.ToString().ToLowerInvariant()}");
        text.Append(CultureInfo.InvariantCulture, $"{string.Join(", ", counts)}\n\n| | Check | Finding | What to do |\n|---|---|---|---|\n");
        foreach (var check in checks)
        {
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {Mark(check.Status)} | {check.Area}: {Cell(check.Name)} | {Cell(check.Detail)} | {Cell(check.Remedy)} |\n");
        }

        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static string Mark(CheckStatus status) => status switch
    {
        CheckStatus.Passed => "passed",
        CheckStatus.Failed => "**failed**",
        CheckStatus.Warning => "**warning**",
        CheckStatus.Unknown => "**unknown**",
        _ => "skipped",
    };

    /// <summary>Text as it is: neither markup nor another cell.</summary>
    private static string Cell(string? text)
    {
        var cell = new StringBuilder();
        foreach (var character in text ?? "")
        {
            if (character is '\r' or '\n')
                cell.Append(' ');
            else if (character is '|' or '\\' or '`' or '*' or '_' or '[' or ']' or '<' or '>' or '#' or '&')
                cell.Append(CultureInfo.InvariantCulture, $"&#{(int)character};");
            else
                cell.Append(character);
        }

        return cell.ToString();
    }
}
