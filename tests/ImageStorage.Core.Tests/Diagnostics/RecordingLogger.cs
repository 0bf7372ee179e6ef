using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Diagnostics;

/// <summary>Keeps what was logged, all of it: fields, text, and exceptions in full.</summary>
internal sealed class RecordingLogger : ILogger
{
    private readonly ConcurrentQueue<OperationEntry> _entries = new();
    private readonly ConcurrentQueue<string> _text = new();

    public IReadOnlyList<OperationEntry> Entries => [.. _entries];

    public string Text => string.Join('\n', _text);

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (state is OperationEntry entry)
        {
            _entries.Enqueue(entry);
            _text.Enqueue(string.Join(", ", entry.Select(field => $"{field.Key}={field.Value}")));
        }

        _text.Enqueue($"{logLevel} {formatter(state, exception)} {exception}");
    }
}
