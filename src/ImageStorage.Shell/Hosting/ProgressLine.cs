using System.Management.Automation;

namespace ImageStorage.Shell.Hosting;

/// <summary>Progress as the last line of a terminal, erased before anything else is written. Not thread-safe.</summary>
internal sealed class ProgressLine(TextWriter terminal, Func<int> width, TimeProvider timeProvider)
{
    private const int BarWidth = 20;
    private const string EraseLine = "\r\e[K";
    private static readonly TimeSpan LeastInterval = TimeSpan.FromMilliseconds(100);

    private long _drawnAt;
    private bool _isShown;

    public void Show(ProgressRecord record)
    {
        if (record.RecordType == ProgressRecordType.Completed)
        {
            Erase();
            return;
        }

        // A fast loop can report more often than a terminal can draw.
        if (_isShown && timeProvider.GetElapsedTime(_drawnAt) < LeastInterval)
            return;

        terminal.Write(EraseLine + Compose(record, Math.Max(width() - 1, 1)));
        terminal.Flush();
        _drawnAt = timeProvider.GetTimestamp();
        _isShown = true;
    }

    public void Erase()
    {
        if (!_isShown)
            return;

        terminal.Write(EraseLine);
        terminal.Flush();
        _isShown = false;
    }

    internal static string Compose(ProgressRecord record, int width)
    {
        var bar = "";
        if (record.PercentComplete >= 0)
        {
            var percent = Math.Min(record.PercentComplete, 100);
            var filled = BarWidth * percent / 100;
            bar = $" [{new string('=', filled)}{new string(' ', BarWidth - filled)}] {percent,3}%";
        }

        var operation = string.IsNullOrWhiteSpace(record.CurrentOperation) ? "" : " " + record.CurrentOperation;
        var text = OnOneLine($"{record.Activity}: {record.StatusDescription}{operation}");
        if (bar.Length >= width)
            bar = "";

        return (text.Length > width - bar.Length ? text[..(width - bar.Length)] : text) + bar;
    }

    private static string OnOneLine(string text) => string.Create(text.Length, text, (span, source) =>
    {
        for (var i = 0; i < span.Length; i++)
            span[i] = char.IsControl(source[i]) ? ' ' : source[i];
    });
}
