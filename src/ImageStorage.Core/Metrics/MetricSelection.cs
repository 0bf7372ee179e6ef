using System.Globalization;

namespace ImageStorage.Metrics;

/// <summary>The metrics of the catalogue and the time range that a query selects; refuses an invalid query.</summary>
internal sealed class MetricSelection
{
    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/cloudwatch_concepts.html#metrics-retention
    private static readonly (TimeSpan Age, TimeSpan Shortest)[] Kept =
        [(TimeSpan.FromDays(63), TimeSpan.FromHours(1)), (TimeSpan.FromDays(15), TimeSpan.FromMinutes(5))];

    // A day's value is available only some hours after the day.
    private static readonly TimeSpan DailyRange = TimeSpan.FromDays(3);

    private readonly MetricQuery _query;

    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/>.</exception>
    public MetricSelection(MetricQuery query, DateTimeOffset now)
    {
        _query = query;
        if (query.From >= query.To)
        {
            throw Invalid(
                $"The range ends ({Format(query.To)}) before it begins ({Format(query.From)}). Give an earlier -StartTime or a later -EndTime.");
        }

        if (query.Period < TimeSpan.FromMinutes(1) || query.Period.Ticks % TimeSpan.TicksPerMinute != 0 || query.Period > TimeSpan.FromDays(1))
            throw Invalid($"The period {query.Period} is not valid. Use whole minutes, at most a day.");

        Period = Coarsened(query.Period, now - query.From);
        MetricDefinition[] kept =
        [
            .. Sources().SelectMany(source => MetricCatalog.All.Where(
                metric => metric.Source == source && (query.InstanceId is null || metric.IsPerInstance))),
        ];
        if (kept.Length == 0)
        {
            throw Invalid(
                $"No metric of {string.Join(" or ", Sources())} is kept for each instance. Use the source {MetricSource.ImageStorage}, or leave "
                + "-InstanceId out.");
        }

        Metrics = [.. kept.Where(IsNamed)];
        if (Metrics.Count == 0)
        {
            throw Invalid(
                $"There is no metric {string.Join(" or ", query.Names.Select(name => $"'{name}'"))}. Use one of "
                + $"{string.Join(", ", kept.Select(metric => metric.Name))}.");
        }
    }

    public IReadOnlyList<MetricDefinition> Metrics { get; }

    public TimeSpan Period { get; }

    /// <summary>The statistic, as CloudWatch writes it.</summary>
    public string StatisticOf(MetricDefinition metric) => (_query.Statistic ?? metric.Statistic) switch
    {
        MetricStatistic.P50 => "p50",
        MetricStatistic.P95 => "p95",
        MetricStatistic.P99 => "p99",
        var statistic => statistic.ToString(),
    };

    /// <summary>The unit; a number of samples is always a count.</summary>
    public string UnitOf(MetricDefinition metric) => _query.Statistic == MetricStatistic.SampleCount ? "Count" : metric.Unit;

    public TimeSpan PeriodOf(MetricDefinition metric) => metric.IsDaily ? TimeSpan.FromDays(1) : Period;

    /// <summary>
    /// The end, rounded up to a minute. CloudWatch compares whole seconds and refuses a range that begins and ends in the same one, which a
    /// range of the current minute does in its first second.
    /// </summary>
    public DateTimeOffset To =>
        new((_query.To.UtcTicks + TimeSpan.TicksPerMinute - 1) / TimeSpan.TicksPerMinute * TimeSpan.TicksPerMinute, TimeSpan.Zero);

    /// <summary>The beginning, rounded to a period, so that the points do not depend on the second of the request.</summary>
    public DateTimeOffset FromOf(MetricDefinition metric)
    {
        var from = metric.IsDaily && _query.To - _query.From < DailyRange ? _query.To - DailyRange : _query.From;
        return new DateTimeOffset(from.UtcTicks - (from.UtcTicks % PeriodOf(metric).Ticks), TimeSpan.Zero);
    }

    /// <summary>The dimensions of a metric, once for each series that is summed.</summary>
    public IEnumerable<(string Name, string Value)[]> DimensionsOf(MetricDefinition metric) => metric.Source switch
    {
        MetricSource.CloudFront => [[("DistributionId", _query.DistributionId!), ("Region", "Global")]],
        MetricSource.AutoScaling => [[("AutoScalingGroupName", _query.GroupName!)]],
        MetricSource.ImageStorage when _query.InstanceId is { } instance =>
            [[(OwnMetrics.Dimension, _query.BucketName!), (OwnMetrics.InstanceDimension, instance)]],
        MetricSource.ImageStorage => [[(OwnMetrics.Dimension, _query.BucketName!)]],
        _ when metric.StorageTypes is { } types => types.Select(type => new[] { ("BucketName", _query.BucketName!), ("StorageType", type) }),
        _ => [[("BucketName", _query.BucketName!), ("FilterId", metric.FilterId!)]],
    };

    private MetricSource[] Sources()
    {
        MetricSource[] asked = _query.Sources.Count > 0
            ? [.. _query.Sources.Distinct().Order()]
            : [.. Enum.GetValues<MetricSource>().Where(source => Part(source) is not null)];
        if (asked.Length == 0)
        {
            throw Invalid(
                "There are no metrics to read: no bucket is configured. Set S3_BUCKET_NAME or give -BucketName, -DistributionId or -GroupName. The "
                + "counters of one process can be watched with `dotnet-counters monitor --counters ImageStorage`.");
        }

        foreach (var source in asked)
        {
            if (Part(source) is null)
                throw Invalid($"The resource of the source {source} is not known. Give {Parameter(source)}.");
        }

        return asked;
    }

    private string? Part(MetricSource source) => source switch
    {
        MetricSource.CloudFront => _query.DistributionId,
        MetricSource.AutoScaling => _query.GroupName,
        _ => _query.BucketName,
    };

    private static string Parameter(MetricSource source) => source switch
    {
        MetricSource.CloudFront => "-DistributionId or -TerraformOutput",
        MetricSource.AutoScaling => "-GroupName or -TerraformOutput",
        _ => "S3_BUCKET_NAME, -BucketName or -TerraformOutput",
    };

    private bool IsNamed(MetricDefinition metric) => _query.Names.Count == 0 || _query.Names.Contains(metric.Name, StringComparer.OrdinalIgnoreCase);

    private static TimeSpan Coarsened(TimeSpan period, TimeSpan age)
    {
        foreach (var (oldest, shortest) in Kept)
        {
            if (age > oldest && period.Ticks % shortest.Ticks != 0)
                return TimeSpan.FromTicks(((period.Ticks / shortest.Ticks) + 1) * shortest.Ticks);
        }

        return period;
    }

    private static string Format(DateTimeOffset time) => time.ToString("u", CultureInfo.InvariantCulture);

    private static ImageStorageException Invalid(string message) => new(ImageStorageError.ConfigurationInvalid, message);
}
