using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Text.Json;
using CsCheck;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;

namespace ImageStorage.Diagnostics;

public sealed class JsonLinesLoggerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 10, 1, 23, 59, 59, 987, TimeSpan.Zero));
    private readonly JsonLinesLoggerProvider _provider;

    public JsonLinesLoggerTests() => _provider = new JsonLinesLoggerProvider(Logs, _time);

    private string Logs => _folder.File("logs");

    public void Dispose()
    {
        _provider.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Log_of_an_operation_writes_its_fields_and_no_message()
    {
        new OperationEntry
        {
            Operation = "put",
            Result = "success",
            CorrelationId = "c",
            Key = "k",
            AssignmentId = "a",
            User = "u",
            Attempt = 2,
            Duration = TimeSpan.FromMilliseconds(12.5),
            ErrorCode = "e",
            Detail = "d",
        }.Write(_provider.CreateLogger("Store"), LogLevel.Information);

        Assert.Equal(
            """
            {"time":"2026-10-01T23:59:59.987Z","level":"Information","category":"Store","operation":"put","result":"success","correlation_id":"c","key":"k","assignment_id":"a","user":"u","attempt":2,"duration_ms":12.5,"error_code":"e","detail":"d"}
            """,
            Assert.Single(Lines()));
    }

    [Fact]
    public void Log_of_a_template_writes_the_message_and_its_values()
    {
        _provider.CreateLogger("").LogWarning("Skipped {Count} of {Name}", 3, "quiz");

        Assert.Equal(
            """{"time":"2026-10-01T23:59:59.987Z","level":"Warning","message":"Skipped 3 of quiz","Count":3,"Name":"quiz"}""",
            Assert.Single(Lines()));
    }

    [Fact]
    public void Log_within_an_operation_has_its_correlation_id()
    {
        using var activity = new Activity("test").SetIdFormat(ActivityIdFormat.W3C).Start();
        _provider.CreateLogger("").LogInformation("hello");

        Assert.Equal(activity.TraceId.ToHexString(), Field("correlation_id"));
    }

    [Fact]
    public void Log_of_a_value_with_a_name_that_is_taken_keeps_both()
    {
        KeyValuePair<string, object?>[] state = [new("time", "noon"), new("level", "high")];
        _provider.CreateLogger("").Log(LogLevel.Information, default, state, null, (_, _) => "");

        Assert.Equal(("2026-10-01T23:59:59.987Z", "noon", "high"), (Field("time"), Field("_time"), Field("_level")));
    }

    [Fact]
    public void Log_of_an_unexpected_exception_writes_all_of_it()
    {
        _provider.CreateLogger("").LogError(Thrown(new InvalidOperationException("broken")), "failed");

        Assert.Equal(("System.InvalidOperationException", "broken"), (Field("exception_type"), Field("exception_message")));
        Assert.Contains(nameof(Thrown), Field("exception_stack"), StringComparison.Ordinal);
    }

    [Fact]
    public void Log_of_an_expected_exception_writes_code_and_cause_without_a_stack()
    {
        var exception = new ImageStorageException(ImageStorageError.StorageTimeout, "slow", new TimeoutException("30 s"));
        _provider.CreateLogger("").LogError(Thrown(exception), "failed");

        Assert.Equal(("StorageTimeout", "30 s"), (Field("error_code"), Field("cause_message")));
        Assert.DoesNotContain("stack", Assert.Single(Lines()), StringComparison.Ordinal);
    }

    [Fact]
    public void Log_of_a_secret_anywhere_keeps_it_out_of_the_file()
    {
        const string Id = "AKIAIOSFODNN7EXAMPLE";
        var logger = _provider.CreateLogger(Id);
        logger.LogError(Thrown(new InvalidOperationException(Id, new IOException("Bearer abcdefgh"))), "message {Value}", Id);
        logger.LogError(new ImageStorageException(ImageStorageError.StorageTimeout, "", new IOException("password=hunter2")), "{Uri}", new Uri("http://u:hunter2@h/"));
        new OperationEntry { Operation = "o", Result = "r", Detail = $"x {Id}" }.Write(logger, LogLevel.Error);

        var text = string.Concat(Lines());
        Assert.DoesNotContain(Id, text, StringComparison.Ordinal);
        Assert.DoesNotContain("abcdefgh", text, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", text, StringComparison.Ordinal);
    }

    [Fact]
    public void Log_of_any_text_is_one_line_of_JSON_with_the_text() =>
        Records.AssignmentGen.Text.Sample(
            text =>
            {
                var before = Directory.Exists(Logs) ? Lines().Length : 0;
                _provider.CreateLogger("").LogInformation("{Value}", text + ".");
                var lines = Lines();
                using var line = JsonDocument.Parse(lines[^1]);
                return lines.Length == before + 1 && line.RootElement.GetProperty("Value").GetString() == text + ".";
            },
            iter: 100, threads: 1);

    [Fact]
    public void Log_after_midnight_UTC_begins_a_new_file()
    {
        var logger = _provider.CreateLogger("");
        logger.LogInformation("before");
        _time.Advance(TimeSpan.FromSeconds(1));
        logger.LogInformation("after");

        Assert.Equal(
            ["imagestorage-20261001.jsonl", "imagestorage-20261002.jsonl"],
            Directory.GetFiles(Logs, "*.jsonl").Select(Path.GetFileName).Order());
    }

    [Fact]
    public void Log_first_removes_files_older_than_31_days_and_nothing_else()
    {
        Directory.CreateDirectory(Logs);
        foreach (var name in new[] { "imagestorage-20260830.jsonl", "imagestorage-20260831.jsonl", "imagestorage-x.jsonl", "other-20200101.jsonl" })
            File.WriteAllText(Path.Combine(Logs, name), "");

        _provider.CreateLogger("").LogInformation("first");

        Assert.Equal(
            ["imagestorage-20260831.jsonl", "imagestorage-20261001.jsonl", "imagestorage-x.jsonl", "other-20200101.jsonl"],
            Directory.GetFiles(Logs, "*.jsonl").Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Log_goes_on_when_the_folder_was_deleted()
    {
        var logger = _provider.CreateLogger("");
        logger.LogInformation("before");
        Directory.Delete(Logs, recursive: true);
        logger.LogInformation("after");

        Assert.Equal("after", Field("message"));
    }

    [Fact]
    public void Log_while_somebody_reads_along_is_written()
    {
        var logger = _provider.CreateLogger("");
        logger.LogInformation("first");
        using var reader = new FileStream(LogFile, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var other = new JsonLinesLoggerProvider(Logs, _time);
        other.CreateLogger("").LogInformation("second");

        Assert.Equal(2, Lines().Length);
    }

    [Fact]
    public void Log_that_cannot_be_written_throws_nothing_and_is_counted()
    {
        var failures = 0L;
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, meters) =>
        {
            if (instrument.Name == "imagestorage.log_failures")
                meters.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((_, value, _, _) => Interlocked.Add(ref failures, value));
        listener.Start();
        File.WriteAllText(Logs, "a file where the folder should be");

        _provider.CreateLogger("").LogInformation("lost");

        Assert.Equal(1, failures);
    }

    [Fact]
    public async Task Log_by_many_providers_at_once_keeps_every_line_whole()
    {
        var filler = new string('x', 2000);
        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            using var provider = new JsonLinesLoggerProvider(Logs, _time);
            var logger = provider.CreateLogger("");
            for (var number = 0; number < 250; number++)
                logger.LogInformation("{Line} {Filler}", $"{writer}/{number}", filler);
        })));

        var seen = Lines().Select(line =>
        {
            using var document = JsonDocument.Parse(line);
            return document.RootElement.GetProperty("Line").GetString();
        }).ToHashSet();
        Assert.Equal(1000, seen.Count);
    }

    private string LogFile => Directory.GetFiles(Logs, "*.jsonl").Order(StringComparer.Ordinal).Last();

    private string[] Lines() => File.ReadAllLines(LogFile);

    private string? Field(string name)
    {
        using var document = JsonDocument.Parse(Lines()[^1]);
        return document.RootElement.GetProperty(name).GetString();
    }

    private static Exception Thrown(Exception exception)
    {
        try
        {
            throw exception;
        }
        catch (Exception caught)
        {
            return caught;
        }
    }
}
