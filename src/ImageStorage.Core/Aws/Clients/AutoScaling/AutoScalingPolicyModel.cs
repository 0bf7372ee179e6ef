using Amazon.Runtime;

// See AutoScaling.cs. As in the SDK, null means absent from the answer, or not sent.
namespace Amazon.AutoScaling.Model;

/// <summary>Which scaling policies to describe.</summary>
internal sealed class DescribePoliciesRequest : AmazonWebServiceRequest
{
    public string? AutoScalingGroupName { get; set; }

    public List<string>? PolicyNames { get; set; }

    public List<string>? PolicyTypes { get; set; }

    public int? MaxRecords { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>Scaling policies, or a page of them.</summary>
internal sealed class DescribePoliciesResponse : AmazonWebServiceResponse
{
    public List<ScalingPolicy>? ScalingPolicies { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>When a group grows and shrinks.</summary>
internal sealed class ScalingPolicy
{
    public string? AutoScalingGroupName { get; set; }

    public string? PolicyName { get; set; }

    public string? PolicyARN { get; set; }

    /// <summary><c>TargetTrackingScaling</c>, <c>StepScaling</c>, <c>SimpleScaling</c> or <c>PredictiveScaling</c>.</summary>
    public string? PolicyType { get; set; }

    public string? AdjustmentType { get; set; }

    public int? MinAdjustmentMagnitude { get; set; }

    public int? ScalingAdjustment { get; set; }

    /// <summary>In seconds.</summary>
    public int? Cooldown { get; set; }

    public List<StepAdjustment>? StepAdjustments { get; set; }

    public string? MetricAggregationType { get; set; }

    /// <summary>In seconds.</summary>
    public int? EstimatedInstanceWarmup { get; set; }

    public List<Alarm>? Alarms { get; set; }

    public TargetTrackingConfiguration? TargetTrackingConfiguration { get; set; }

    public bool? Enabled { get; set; }
}

/// <summary>A step of a policy.</summary>
internal sealed class StepAdjustment
{
    public double? MetricIntervalLowerBound { get; set; }

    public double? MetricIntervalUpperBound { get; set; }

    public int? ScalingAdjustment { get; set; }
}

/// <summary>The alarm that a policy follows.</summary>
internal sealed class Alarm
{
    public string? AlarmName { get; set; }

    public string? AlarmARN { get; set; }
}

/// <summary>The target value of a metric.</summary>
internal sealed class TargetTrackingConfiguration
{
    public PredefinedMetricSpecification? PredefinedMetricSpecification { get; set; }

    public CustomizedMetricSpecification? CustomizedMetricSpecification { get; set; }

    public double? TargetValue { get; set; }

    public bool? DisableScaleIn { get; set; }
}

/// <summary>A metric that Auto Scaling knows.</summary>
internal sealed class PredefinedMetricSpecification
{
    /// <summary><c>ASGAverageCPUUtilization</c>, <c>ALBRequestCountPerTarget</c>, ...</summary>
    public string? PredefinedMetricType { get; set; }

    public string? ResourceLabel { get; set; }
}

/// <summary>Another metric.</summary>
internal sealed class CustomizedMetricSpecification
{
    public string? MetricName { get; set; }

    public string? Namespace { get; set; }

    public List<MetricDimension>? Dimensions { get; set; }

    public string? Statistic { get; set; }

    public string? Unit { get; set; }
}

/// <summary>A dimension of a metric.</summary>
internal sealed class MetricDimension
{
    public string? Name { get; set; }

    public string? Value { get; set; }
}
