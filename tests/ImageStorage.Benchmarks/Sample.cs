using System.Diagnostics;
using System.Text.Json.Serialization;

namespace ImageStorage.Benchmarks;

/// <summary>What one run cost.</summary>
internal sealed record Sample(
    [property: JsonPropertyName("milliseconds")] double Milliseconds,
    [property: JsonPropertyName("cpuMilliseconds")] double CpuMilliseconds,
    [property: JsonPropertyName("bytes")] long Bytes)
{
    public static async Task<Sample> MeasureAsync(Func<Task<long>> run)
    {
        using var process = Process.GetCurrentProcess();
        var cpu = process.TotalProcessorTime;
        var started = Stopwatch.GetTimestamp();
        var bytes = await run();
        var elapsed = Stopwatch.GetElapsedTime(started).TotalMilliseconds;
        process.Refresh();
        return new Sample(elapsed, (process.TotalProcessorTime - cpu).TotalMilliseconds, bytes);
    }
}
