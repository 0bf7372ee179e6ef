using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using ImageStorage.Objects.Folder;

namespace ImageStorage.Assignments;

/// <summary>One assignment as a single HTML file. All text of the record is escaped, and the page may load and run nothing.</summary>
/// <param name="folder">Where the pages are written, one file an assignment.</param>
internal sealed class AssignmentHtmlPage(string folder)
{
    private const string Head =
        """
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; img-src data:; style-src 'unsafe-inline'">
        <style>
          :root { color-scheme: light dark; --ink: #1d2430; --quiet: #5b6675; --paper: #f6f7f9; --card: #fff; --line: #dfe4ea; --mark: #2456c9; }
          @media (prefers-color-scheme: dark) {
            :root { --ink: #e8ecf2; --quiet: #9aa6b5; --paper: #12161c; --card: #1a2029; --line: #2c3541; --mark: #8fb4ff; }
          }
          * { box-sizing: border-box; }
          body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.55 system-ui, sans-serif; }
          main { max-width: 46rem; margin: 0 auto; padding: 2rem 1rem 4rem; }
          h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .25rem; overflow-wrap: anywhere; }
          h2 { font-size: 1.1rem; margin: 2rem 0 .5rem; }
          .quiet { color: var(--quiet); margin: 0 0 1.5rem; overflow-wrap: anywhere; }
          figure { margin: 0; background: var(--card); border: 1px solid var(--line); border-radius: .75rem; overflow: hidden; }
          img { display: block; width: 100%; height: auto; }
          figcaption { padding: .75rem 1rem; color: var(--quiet); font-size: .9rem; }
          ol { padding-left: 1.4rem; } li { margin: .75rem 0; overflow-wrap: anywhere; }
          summary { color: var(--mark); cursor: pointer; }
        </style>
        """;

    /// <summary>Writes the page.</summary>
    /// <param name="assignment">The record.</param>
    /// <param name="picture">Its picture or a placeholder; null without one.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The page's full path.</returns>
    public async Task<string> WriteAsync(Assignment assignment, ReceivedImage? picture, CancellationToken cancellationToken)
    {
        var data = picture is null ? null : await File.ReadAllBytesAsync(picture.Path, cancellationToken).ConfigureAwait(false);
        var path = Path.Combine(folder, assignment.AssignmentId + ".html");
        await AtomicFile.WriteAsync(path, Encoding.UTF8.GetBytes(Render(assignment, picture, data)), cancellationToken).ConfigureAwait(false);
        return path;
    }

    private static string Render(Assignment assignment, ReceivedImage? picture, byte[]? data)
    {
        var created = assignment.CreatedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture);
        var html = new StringBuilder("<!doctype html>\n<html lang=\"en\">\n<head>\n<title>").Append(Text(assignment.Prompt)).Append("</title>\n")
            .Append(Head)
            .Append("\n</head>\n<body>\n<main>\n<h1 dir=\"auto\">").Append(Text(assignment.Prompt)).Append("</h1>\n<p class=\"quiet\">")
            .Append(Text($"{assignment.AssignmentId} · {assignment.TeacherId} · {created}")).Append("</p>\n");
        if (picture is not null && data is not null)
            AppendPicture(html, assignment, picture, data);
        if (assignment.QuestionAnswers.Count > 0)
            AppendQuestions(html, assignment.QuestionAnswers);
        return html.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private static void AppendPicture(StringBuilder html, Assignment assignment, ReceivedImage picture, byte[] data)
    {
        html.Append("<figure>\n<img");
        if (!picture.IsPlaceholder && assignment.ImageMetadata?.Dimensions.Split('x') is [var width, var height])
            html.Append(CultureInfo.InvariantCulture, $" width=\"{Text(width)}\" height=\"{Text(height)}\"");
        html.Append(" alt=\"").Append(Text(picture.IsPlaceholder ? "Image unavailable" : assignment.Prompt)).Append("\" src=\"data:")
            .Append(picture.ContentType).Append(";base64,").Append(Convert.ToBase64String(data)).Append("\">\n<figcaption>")
            .Append(Text(Caption(assignment.ImageMetadata, picture))).Append("</figcaption>\n</figure>\n");
    }

    private static string Caption(ImageMetadata? metadata, ReceivedImage picture)
    {
        if (picture.IsPlaceholder || metadata is null)
            return picture.Reason ?? "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{metadata.Dimensions} {metadata.Format}, {metadata.OptimizedSizeBytes / 1024.0:0.#} KiB of {metadata.OriginalSizeBytes / 1024.0:0.#} KiB"
            + $" ({metadata.CompressionRatio:P0} saved)");
    }

    private static void AppendQuestions(StringBuilder html, IReadOnlyList<QuestionAnswer> questions)
    {
        html.Append("<h2>Questions</h2>\n<ol>\n");
        foreach (var question in questions)
        {
            html.Append("<li><span dir=\"auto\">").Append(Text(question.Question))
                .Append("</span><details><summary>Answer</summary><span dir=\"auto\">").Append(Text(question.Answer))
                .Append("</span></details></li>\n");
        }

        html.Append("</ol>\n");
    }

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
