using System.Collections;
using System.Globalization;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Diagnostics;

/// <summary>One line of the log: the operation, its subject and its result. Fields that are null are left out.</summary>
internal sealed record OperationEntry : IReadOnlyList<KeyValuePair<string, object?>>
{
    public required string Operation { get; init; }
    public required string Result { get; init; }
    public string? CorrelationId { get; init; } = Telemetry.CorrelationId;
    public string? Key { get; init; }
    public string? AssignmentId { get; init; }
    public string? User { get; init; }
    public int? Attempt { get; init; }
    public TimeSpan? Duration { get; init; }
    public string? ErrorCode { get; init; }
    public string? Detail { get; init; }

    private KeyValuePair<string, object?>[]? _fields;

    private KeyValuePair<string, object?>[] Fields => _fields ??= [.. All().Where(pair => pair.Value is not null)];

    public int Count => Fields.Length;

    public KeyValuePair<string, object?> this[int index] => Fields[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Fields.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public void Write(ILogger logger, LogLevel level, Exception? exception = null) =>
        logger.Log(level, default, this, exception, static (entry, _) => entry.ToString());

    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{Operation} {Key ?? AssignmentId} {Result} {ErrorCode}").TrimEnd();

    private IEnumerable<KeyValuePair<string, object?>> All()
    {
        yield return new("operation", Operation);
        yield return new("result", Result);
        yield return new("correlation_id", CorrelationId);
        yield return new("key", Key);
        yield return new("assignment_id", AssignmentId);
        yield return new("user", User);
        yield return new("attempt", Attempt);
        yield return new("duration_ms", Duration?.TotalMilliseconds);
        yield return new("error_code", ErrorCode);
        yield return new("detail", Detail);
    }
}
