namespace ImageStorage.Portal.Telemetry;

/// <summary>The measurements of one instrument under one set of tags.</summary>
/// <param name="isHistogram">True to count values by size.</param>
internal sealed class Series(bool isHistogram)
{
    /// <summary>Upper bounds of the buckets, in seconds: from a page's time to a model's.</summary>
    public static readonly double[] Bounds = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

    private readonly Lock _entering = new();
    private readonly long[] _buckets = isHistogram ? new long[Bounds.Length + 1] : [];
    private double _sum;
    private long _count;

    /// <summary>Adds a measurement.</summary>
    public void Add(double value)
    {
        lock (_entering)
        {
            _sum += value;
            _count++;
            if (_buckets.Length == 0)
                return;
            var found = Array.BinarySearch(Bounds, value);
            _buckets[found < 0 ? ~found : found]++;
        }
    }

    /// <summary>The sum, how many, and how many in each bucket, all of one moment.</summary>
    public (double Sum, long Count, long[] Buckets) Read()
    {
        lock (_entering)
            return (_sum, _count, [.. _buckets]);
    }
}
