using Amazon.Runtime;
using ImageStorage.Aws.Errors;

// See CloudWatch.cs. As in the SDK, null means absent from the answer, or not sent.
namespace Amazon.CloudWatch.Model;

/// <summary>Metric values to store.</summary>
internal sealed class PutMetricDataRequest : AmazonWebServiceRequest
{
    public string? Namespace { get; set; }

    /// <summary>At most 1000.</summary>
    public List<MetricDatum>? MetricData { get; set; }
}

/// <summary>The values were accepted; they can be read some minutes later.</summary>
internal sealed class PutMetricDataResponse : AmazonWebServiceResponse;

/// <summary>A number, a summary of numbers, or numbers with how often each was seen.</summary>
internal sealed class MetricDatum
{
    public string? MetricName { get; set; }

    /// <summary>At most 30.</summary>
    public List<Dimension>? Dimensions { get; set; }

    /// <summary>At most two weeks ago, and two hours ahead.</summary>
    public DateTime? Timestamp { get; set; }

    public double? Value { get; set; }

    public StatisticSet? StatisticValues { get; set; }

    /// <summary>At most 150.</summary>
    public List<double>? Values { get; set; }

    /// <summary>How often each of <see cref="Values"/> was seen.</summary>
    public List<double>? Counts { get; set; }

    /// <summary>One of <see cref="StandardUnit"/>.</summary>
    public string? Unit { get; set; }

    /// <summary>In seconds: 1 or 60.</summary>
    public int? StorageResolution { get; set; }
}

/// <summary>A name and a value that distinguish metrics of one name.</summary>
internal sealed class Dimension
{
    public string? Name { get; set; }

    public string? Value { get; set; }
}

/// <summary>A summary of numbers.</summary>
internal sealed class StatisticSet
{
    public double? SampleCount { get; set; }

    public double? Sum { get; set; }

    public double? Minimum { get; set; }

    public double? Maximum { get; set; }
}

/// <summary>The units of numbers.</summary>
internal static class StandardUnit
{
    public const string Bytes = "Bytes";
    public const string Count = "Count";
    public const string CountSecond = "Count/Second";
    public const string Milliseconds = "Milliseconds";
    public const string None = "None";
    public const string Percent = "Percent";
    public const string Seconds = "Seconds";
}

/// <summary>Time series to read.</summary>
internal sealed class GetMetricDataRequest : AmazonWebServiceRequest
{
    /// <summary>At most 500.</summary>
    public List<MetricDataQuery>? MetricDataQueries { get; set; }

    public DateTime? StartTime { get; set; }

    public DateTime? EndTime { get; set; }

    public string? NextToken { get; set; }

    /// <summary><c>TimestampDescending</c> (the default) or <c>TimestampAscending</c>.</summary>
    public string? ScanBy { get; set; }

    /// <summary>Of one page: at most 100,800.</summary>
    public int? MaxDatapoints { get; set; }
}

/// <summary>Time series, or a part of them.</summary>
internal sealed class GetMetricDataResponse : AmazonWebServiceResponse
{
    public List<MetricDataResult>? MetricDataResults { get; set; }

    public List<MessageData>? Messages { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>A time series: either of a metric, or of an expression over the others.</summary>
internal sealed class MetricDataQuery
{
    /// <summary>Starts with a lower-case letter; expressions use it.</summary>
    public string? Id { get; set; }

    public MetricStat? MetricStat { get; set; }

    public string? Expression { get; set; }

    public string? Label { get; set; }

    public bool? ReturnData { get; set; }

    /// <summary>Of an expression, in seconds.</summary>
    public int? Period { get; set; }

    public string? AccountId { get; set; }
}

/// <summary>A metric and the statistic to read.</summary>
internal sealed class MetricStat
{
    public Metric? Metric { get; set; }

    /// <summary>In seconds.</summary>
    public int? Period { get; set; }

    /// <summary><c>Sum</c>, <c>Average</c>, <c>p99</c>, ...</summary>
    public string? Stat { get; set; }

    public string? Unit { get; set; }
}

/// <summary>Which metric.</summary>
internal sealed class Metric
{
    public string? Namespace { get; set; }

    public string? MetricName { get; set; }

    public List<Dimension>? Dimensions { get; set; }
}

/// <summary>A time series.</summary>
internal sealed class MetricDataResult
{
    public string? Id { get; set; }

    public string? Label { get; set; }

    /// <summary>In UTC, one for each of <see cref="Values"/>.</summary>
    public List<DateTime>? Timestamps { get; set; }

    public List<double>? Values { get; set; }

    /// <summary><c>Complete</c>, <c>PartialData</c> (more on the next page), <c>InternalError</c> or <c>Forbidden</c>.</summary>
    public string? StatusCode { get; set; }

    public List<MessageData>? Messages { get; set; }
}

/// <summary>A note on an answer.</summary>
internal sealed class MessageData
{
    public string? Code { get; set; }

    public string? Value { get; set; }
}

/// <summary>Which metrics are listed.</summary>
internal sealed class ListMetricsRequest : AmazonWebServiceRequest
{
    public string? Namespace { get; set; }

    public string? MetricName { get; set; }

    public List<DimensionFilter>? Dimensions { get; set; }

    /// <summary><c>PT3H</c> for those with numbers of the last three hours.</summary>
    public string? RecentlyActive { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>Metrics, or a page of them.</summary>
internal sealed class ListMetricsResponse : AmazonWebServiceResponse
{
    public List<Metric>? Metrics { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>A dimension that metrics must have, with any value when none is given.</summary>
internal sealed class DimensionFilter
{
    public string? Name { get; set; }

    public string? Value { get; set; }
}

/// <summary>Which dashboard.</summary>
internal sealed class GetDashboardRequest : AmazonWebServiceRequest
{
    public string? DashboardName { get; set; }
}

/// <summary>A dashboard.</summary>
internal sealed class GetDashboardResponse : AmazonWebServiceResponse
{
    public string? DashboardArn { get; set; }

    /// <summary>JSON.</summary>
    public string? DashboardBody { get; set; }

    public string? DashboardName { get; set; }
}

/// <summary>Which dashboards are listed.</summary>
internal sealed class ListDashboardsRequest : AmazonWebServiceRequest
{
    public string? DashboardNamePrefix { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>Dashboards, or a page of them.</summary>
internal sealed class ListDashboardsResponse : AmazonWebServiceResponse
{
    public List<DashboardEntry>? DashboardEntries { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>A dashboard in a list.</summary>
internal sealed class DashboardEntry
{
    public string? DashboardName { get; set; }

    public string? DashboardArn { get; set; }

    public DateTime? LastModified { get; set; }

    /// <summary>In bytes.</summary>
    public long? Size { get; set; }
}

/// <summary>There is no such dashboard.</summary>
internal sealed class DashboardNotFoundErrorException(ServiceError error, Exception? innerException)
    : AmazonCloudWatchException(error, innerException);
