using System.Buffers;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Diagnostics;

/// <summary>Logs one category to a <see cref="JsonLinesFile"/>.</summary>
internal sealed class JsonLinesLogger(JsonLinesFile file, TimeProvider timeProvider, string category) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel))
            return;

        try
        {
            var buffer = new ArrayBufferWriter<byte>(512);
            using (var line = new JsonLine(buffer))
            {
                line.Begin(timeProvider.GetUtcNow(), logLevel, category);
                if (state is not OperationEntry)
                    line.Add("message", formatter(state, exception));
                if (state is IEnumerable<KeyValuePair<string, object?>> fields)
                    line.AddAll(fields);
                line.AddOnce("correlation_id", Telemetry.CorrelationId);
                if (exception is not null)
                    line.AddException(exception);
                line.End();
            }

            buffer.Write("\n"u8);
            file.Append(buffer.WrittenSpan);
        }
        catch (Exception)
        {
            // A failure to log, such as a full disk, must not fail the operation that is logged.
            Telemetry.LogFailures.Add(1);
        }
    }
}
