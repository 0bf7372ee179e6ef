using System.Globalization;
using System.Runtime.CompilerServices;
using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;
using ImageStorage.Diagnostics;
using ImageStorage.Infrastructure.Checks;
using ImageStorage.Objects.Folder;
using ImageStorage.Resilience;

namespace ImageStorage.Metrics;

/// <inheritdoc />
internal sealed class MetricService(
    Lazy<IAmazonCloudWatch> client, Lazy<IAmazonCloudWatch> edge, string? configuredBucket, ResilientCalls calls, OperationRunner operations,
    TimeProvider timeProvider)
    : IMetricService
{
    private const string Permission = "cloudwatch:GetMetricData";

    // https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/API_GetMetricData.html
    private const int MaxQueries = 500;

    public Task<IReadOnlyList<MetricPoint>> GetAsync(MetricQuery query, CancellationToken cancellationToken) => operations.RunAsync(
        "GetMetric",
        null,
        (_, token) => ReadAsync(query with { BucketName = query.BucketName ?? configuredBucket }, token),
        cancellationToken);

    public Task WriteChartAsync(
        IReadOnlyList<MetricPoint> points, string title, string path, CancellationToken cancellationToken) => operations.RunAsync(
        "WriteChart",
        null,
        async (_, token) =>
        {
            await AtomicFile.WriteAsync(path, new MetricChart(points, title).ToSvg(), token).ConfigureAwait(false);
            return true;
        },
        cancellationToken);

    private async Task<IReadOnlyList<MetricPoint>> ReadAsync(MetricQuery query, CancellationToken cancellationToken)
    {
        var selection = new MetricSelection(query, timeProvider.GetUtcNow());
        var sums = new Dictionary<(MetricDefinition Metric, DateTime Time), double>();
        // All series of one request have the same region and the same range.
        foreach (var group in selection.Metrics.GroupBy(
            metric => (IsAtTheEdge: metric.Source == MetricSource.CloudFront, From: selection.FromOf(metric))))
        {
            var service = (group.Key.IsAtTheEdge ? edge : client).Value;
            var series = group.SelectMany(metric => selection.DimensionsOf(metric).Select(dimensions => (Metric: metric, Dimensions: dimensions)));
            foreach (var batch in series.Chunk(MaxQueries))
            {
                var request = new GetMetricDataRequest
                {
                    MetricDataQueries = [.. batch.Select((one, index) => Query(selection, one.Metric, one.Dimensions, index))],
                    StartTime = group.Key.From.UtcDateTime,
                    EndTime = selection.To.UtcDateTime,
                    ScanBy = "TimestampAscending",
                };
                await foreach (var (index, time, value) in ReadPagesAsync(service, request, cancellationToken).ConfigureAwait(false))
                {
                    var key = (batch[index].Metric, time);
                    sums[key] = sums.GetValueOrDefault(key) + value;
                }
            }
        }

        return
        [
            .. sums
                .Select(sum => new MetricPoint(
                    sum.Key.Metric.Source, sum.Key.Metric.Name, selection.StatisticOf(sum.Key.Metric), new DateTimeOffset(sum.Key.Time), sum.Value,
                    selection.UnitOf(sum.Key.Metric)))
                .OrderBy(point => point.Source).ThenBy(point => point.Name, StringComparer.Ordinal).ThenBy(point => point.Timestamp),
        ];
    }

    private async IAsyncEnumerable<(int Index, DateTime Time, double Value)> ReadPagesAsync(
        IAmazonCloudWatch service, GetMetricDataRequest request, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        do
        {
            var page = await calls.RunAsync(
                calls.Begin(Permission, "metrics"),
                async token =>
                {
                    try
                    {
                        return await service.GetMetricDataAsync(request, token).ConfigureAwait(false);
                    }
                    catch (Exception exception) when (!token.IsCancellationRequested)
                    {
                        throw CheckErrors.From(exception, Permission);
                    }
                },
                cancellationToken).ConfigureAwait(false);
            foreach (var result in page.MetricDataResults ?? [])
            {
                var index = int.Parse(result.Id.AsSpan(1), CultureInfo.InvariantCulture);
                foreach (var (time, value) in (result.Timestamps ?? []).Zip(result.Values ?? []))
                    yield return (index, DateTime.SpecifyKind(time, DateTimeKind.Utc), value);
            }

            request.NextToken = page.NextToken;
        }
        while (!string.IsNullOrEmpty(request.NextToken));
    }

    private static MetricDataQuery Query(
        MetricSelection selection, MetricDefinition metric, (string Name, string Value)[] dimensions, int index) => new()
        {
            Id = string.Create(CultureInfo.InvariantCulture, $"m{index}"),
            ReturnData = true,
            MetricStat = new MetricStat
            {
                Metric = new Metric
                {
                    Namespace = metric.Namespace,
                    MetricName = metric.Name,
                    Dimensions = [.. dimensions.Select(dimension => new Dimension { Name = dimension.Name, Value = dimension.Value })],
                },
                Period = (int)selection.PeriodOf(metric).TotalSeconds,
                Stat = selection.StatisticOf(metric),
            },
        };
}
