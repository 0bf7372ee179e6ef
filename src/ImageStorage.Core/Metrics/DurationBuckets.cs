namespace ImageStorage.Metrics;

/// <summary>
/// Counts durations in buckets, each of which is a tenth longer than the one before. A request can have 150 values for one metric; these cover
/// 1 ms to 1000 s, with percentiles accurate to 5 %.
/// </summary>
internal sealed class DurationBuckets
{
    private const double Growth = 1.1;
    private const double Shortest = 1;
    private const double Longest = 1_000_000;

    private readonly SortedDictionary<int, int> _counts = [];

    public bool IsEmpty => _counts.Count == 0;

    public void Add(double milliseconds)
    {
        var bucket = (int)Math.Round(Math.Log(Math.Clamp(milliseconds, Shortest, Longest), Growth));
        _counts[bucket] = _counts.GetValueOrDefault(bucket) + 1;
    }

    public IEnumerable<(double Milliseconds, int Count)> Read() =>
        _counts.Select(count => (Math.Round(Math.Pow(Growth, count.Key), 3), count.Value));
}
