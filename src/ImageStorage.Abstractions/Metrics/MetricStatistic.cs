namespace ImageStorage;

/// <summary>The statistic that combines the values of one period.</summary>
public enum MetricStatistic
{
    /// <summary>The mean.</summary>
    Average,

    /// <summary>The sum.</summary>
    Sum,

    /// <summary>The lowest.</summary>
    Minimum,

    /// <summary>The highest.</summary>
    Maximum,

    /// <summary>The number of values.</summary>
    SampleCount,

    /// <summary>Half are lower.</summary>
    P50,

    /// <summary>95 of 100 are lower.</summary>
    P95,

    /// <summary>99 of 100 are lower.</summary>
    P99,
}
