using System.Diagnostics;
using System.Globalization;

namespace ImageStorage.Diagnostics;

/// <summary>The log files of a folder, one a day (UTC), to which several processes append complete lines.</summary>
internal sealed class JsonLinesFile(string folder, TimeProvider timeProvider) : IDisposable
{
    public static readonly TimeSpan Retention = TimeSpan.FromDays(31);

    private const string Prefix = "imagestorage-";
    private const string Extension = ".jsonl";
    private const string DayFormat = "yyyyMMdd";

    /// <summary>How long a line waits for other processes; each keeps the lock for well under a millisecond.</summary>
    private static readonly TimeSpan LockTimeout = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private FileStream? _stream;
    private DateOnly _day;

    /// <summary>Appends a line, which ends in a newline, in one write.</summary>
    /// <exception cref="IOException">The line was not written.</exception>
    /// <exception cref="UnauthorizedAccessException">The line was not written.</exception>
    public void Append(ReadOnlySpan<byte> line)
    {
        lock (_gate)
        {
            var stream = OpenToday();
            using var exclusive = Lock();
            try
            {
                stream.Seek(0, SeekOrigin.End);
                stream.Write(line);
            }
            catch (IOException)
            {
                // Closed, so that the next line opens the file again: the disk may have been replaced, or the file deleted.
                stream.Dispose();
                _stream = null;
                throw;
            }
        }
    }

    public void Dispose()
    {
        lock (_gate)
        {
            _stream?.Dispose();
            _stream = null;
        }
    }

    private FileStream OpenToday()
    {
        var today = DateOnly.FromDateTime(timeProvider.GetUtcNow().UtcDateTime);
        if (_stream is not null && _day == today && File.Exists(_stream.Name))
            return _stream;

        _stream?.Dispose();
        _stream = null;
        Directory.CreateDirectory(folder);
        RemoveOld(today);
        var name = Prefix + today.ToString(DayFormat, CultureInfo.InvariantCulture) + Extension;

        // Unbuffered, so that each line is one write; shared, so that the log can be read meanwhile.
        _stream = new FileStream(
            Path.Combine(folder, name), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0);
        _day = today;
        return _stream;
    }

    /// <summary>
    /// Waits for the lock that all processes share, because FileMode.Append seeks and then writes, so that two processes would overwrite each
    /// other. The lock is a separate file: an exclusive lock on the log itself would fail while another program reads the log.
    /// </summary>
    private FileStream Lock()
    {
        var started = Stopwatch.GetTimestamp();
        var spinner = default(SpinWait);
        while (true)
        {
            try
            {
                return new FileStream(
                    Path.Combine(folder, "imagestorage.lock"), FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 0);
            }
            catch (IOException exception) when (IsHeldByAnother(exception) && Stopwatch.GetElapsedTime(started) < LockTimeout)
            {
                spinner.SpinOnce();
            }
        }
    }

    /// <summary>
    /// True for ERROR_SHARING_VIOLATION on Windows, or EWOULDBLOCK of flock(2) on Linux and macOS: the only errors that waiting can resolve.
    /// </summary>
    private static bool IsHeldByAnother(IOException exception) => exception.HResult is unchecked((int)0x80070020) or 11 or 35;

    private void RemoveOld(DateOnly today)
    {
        foreach (var path in Directory.EnumerateFiles(folder, Prefix + "*" + Extension))
        {
            var day = Path.GetFileNameWithoutExtension(path)[Prefix.Length..];
            if (!DateOnly.TryParseExact(day, DayFormat, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
                || today.DayNumber - date.DayNumber <= Retention.Days)
            {
                continue;
            }

            try
            {
                File.Delete(path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                // Another program has it open: the first line of the next day tries again.
            }
        }
    }
}
