using Amazon.Runtime;

// See CloudWatch.cs. As in the SDK, null means absent from the answer, or not sent.
namespace Amazon.CloudWatch.Model;

/// <summary>Which alarms to describe.</summary>
internal sealed class DescribeAlarmsRequest : AmazonWebServiceRequest
{
    public List<string>? AlarmNames { get; set; }

    public string? AlarmNamePrefix { get; set; }

    /// <summary><c>MetricAlarm</c> (the default), <c>CompositeAlarm</c>.</summary>
    public List<string>? AlarmTypes { get; set; }

    /// <summary><c>OK</c>, <c>ALARM</c> or <c>INSUFFICIENT_DATA</c>.</summary>
    public string? StateValue { get; set; }

    public int? MaxRecords { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>Alarms, or a page of them.</summary>
internal sealed class DescribeAlarmsResponse : AmazonWebServiceResponse
{
    public List<MetricAlarm>? MetricAlarms { get; set; }

    public List<CompositeAlarm>? CompositeAlarms { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>An alarm over a metric or an expression.</summary>
internal sealed class MetricAlarm
{
    public string? AlarmName { get; set; }

    public string? AlarmArn { get; set; }

    public string? AlarmDescription { get; set; }

    public bool? ActionsEnabled { get; set; }

    public List<string>? OKActions { get; set; }

    public List<string>? AlarmActions { get; set; }

    public List<string>? InsufficientDataActions { get; set; }

    public string? StateValue { get; set; }

    public string? StateReason { get; set; }

    public DateTime? StateUpdatedTimestamp { get; set; }

    public string? MetricName { get; set; }

    public string? Namespace { get; set; }

    public string? Statistic { get; set; }

    public string? ExtendedStatistic { get; set; }

    public List<Dimension>? Dimensions { get; set; }

    /// <summary>In seconds.</summary>
    public int? Period { get; set; }

    public string? Unit { get; set; }

    public int? EvaluationPeriods { get; set; }

    public int? DatapointsToAlarm { get; set; }

    public double? Threshold { get; set; }

    public string? ComparisonOperator { get; set; }

    public string? TreatMissingData { get; set; }

    /// <summary>Of an alarm over an expression.</summary>
    public List<MetricDataQuery>? Metrics { get; set; }
}

/// <summary>An alarm over other alarms.</summary>
internal sealed class CompositeAlarm
{
    public string? AlarmName { get; set; }

    public string? AlarmArn { get; set; }

    public string? AlarmDescription { get; set; }

    public string? AlarmRule { get; set; }

    public bool? ActionsEnabled { get; set; }

    public List<string>? AlarmActions { get; set; }

    public string? StateValue { get; set; }

    public string? StateReason { get; set; }
}
