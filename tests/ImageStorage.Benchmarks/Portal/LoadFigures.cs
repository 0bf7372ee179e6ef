namespace ImageStorage.Benchmarks.Portal;

/// <summary>What a load came to.</summary>
/// <param name="Latencies">From sending a request to the last byte of its answer, in milliseconds, ascending.</param>
/// <param name="Failures">Requests that were not answered with 200.</param>
/// <param name="Bytes">Bytes of all bodies.</param>
/// <param name="Elapsed">From the first request to the last answer.</param>
internal sealed record LoadFigures(double[] Latencies, int Failures, long Bytes, TimeSpan Elapsed)
{
    /// <summary>Answers a second.</summary>
    public double Rate => Latencies.Length / Elapsed.TotalSeconds;

    /// <summary>The latency that this share of the requests did not exceed, in milliseconds.</summary>
    public double Percentile(double share) => Latencies.Length == 0 ? double.NaN : Latencies[Math.Max(0, (int)Math.Ceiling(share * Latencies.Length) - 1)];
}
