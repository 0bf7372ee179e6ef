using Microsoft.Extensions.Logging;

namespace ImageStorage.Diagnostics;

/// <summary>
/// Logs to <c>{folder}/imagestorage-yyyyMMdd.jsonl</c>, one JSON object a line, written before the call returns, so that the last lines of a
/// crashed process are kept. A line that cannot be written is counted and lost; it never fails the operation.
/// </summary>
internal sealed class JsonLinesLoggerProvider(string folder, TimeProvider timeProvider) : ILoggerProvider
{
    private readonly JsonLinesFile _file = new(folder, timeProvider);

    public ILogger CreateLogger(string categoryName) => new JsonLinesLogger(_file, timeProvider, categoryName);

    public void Dispose() => _file.Dispose();
}
