using Amazon.Runtime;
using ImageStorage.Aws.Errors;

// See AutoScaling.cs. As in the SDK, null means absent from the answer, or not sent.
namespace Amazon.AutoScaling.Model;

/// <summary>Which groups to describe.</summary>
internal sealed class DescribeAutoScalingGroupsRequest : AmazonWebServiceRequest
{
    public List<string>? AutoScalingGroupNames { get; set; }

    public List<Filter>? Filters { get; set; }

    public int? MaxRecords { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>Groups, or a page of them.</summary>
internal sealed class DescribeAutoScalingGroupsResponse : AmazonWebServiceResponse
{
    public List<AutoScalingGroup>? AutoScalingGroups { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>A condition, such as the tag <c>tag:Project</c> and its values.</summary>
internal sealed class Filter
{
    public string? Name { get; set; }

    public List<string>? Values { get; set; }
}

/// <summary>A group of instances.</summary>
internal sealed class AutoScalingGroup
{
    public string? AutoScalingGroupName { get; set; }

    public string? AutoScalingGroupARN { get; set; }

    public LaunchTemplateSpecification? LaunchTemplate { get; set; }

    public MixedInstancesPolicy? MixedInstancesPolicy { get; set; }

    public int? MinSize { get; set; }

    public int? MaxSize { get; set; }

    public int? DesiredCapacity { get; set; }

    /// <summary>In seconds.</summary>
    public int? DefaultCooldown { get; set; }

    /// <summary>In seconds.</summary>
    public int? DefaultInstanceWarmup { get; set; }

    public List<string>? AvailabilityZones { get; set; }

    public List<string>? LoadBalancerNames { get; set; }

    public List<string>? TargetGroupARNs { get; set; }

    /// <summary><c>EC2</c>, <c>ELB</c>, ..., separated by commas.</summary>
    public string? HealthCheckType { get; set; }

    /// <summary>In seconds.</summary>
    public int? HealthCheckGracePeriod { get; set; }

    public List<Instance>? Instances { get; set; }

    public DateTime? CreatedTime { get; set; }

    /// <summary>The ids of the subnets, separated by commas.</summary>
    public string? VPCZoneIdentifier { get; set; }

    /// <summary>Null unless the group is being deleted.</summary>
    public string? Status { get; set; }

    public List<EnabledMetric>? EnabledMetrics { get; set; }

    public List<SuspendedProcess>? SuspendedProcesses { get; set; }

    public List<TagDescription>? Tags { get; set; }

    public List<string>? TerminationPolicies { get; set; }

    public bool? CapacityRebalance { get; set; }
}

/// <summary>The template that instances are launched from.</summary>
internal sealed class LaunchTemplateSpecification
{
    public string? LaunchTemplateId { get; set; }

    public string? LaunchTemplateName { get; set; }

    /// <summary>A number, <c>$Latest</c> or <c>$Default</c>.</summary>
    public string? Version { get; set; }
}

/// <summary>Several kinds of instances in one group.</summary>
internal sealed class MixedInstancesPolicy
{
    public LaunchTemplate? LaunchTemplate { get; set; }
}

/// <summary>The template of several kinds of instances.</summary>
internal sealed class LaunchTemplate
{
    public LaunchTemplateSpecification? LaunchTemplateSpecification { get; set; }
}

/// <summary>An instance of a group.</summary>
internal sealed class Instance
{
    public string? InstanceId { get; set; }

    public string? InstanceType { get; set; }

    public string? AvailabilityZone { get; set; }

    /// <summary><c>Pending</c>, <c>InService</c>, <c>Terminating</c>, ...</summary>
    public string? LifecycleState { get; set; }

    /// <summary><c>Healthy</c> or <c>Unhealthy</c>.</summary>
    public string? HealthStatus { get; set; }

    public LaunchTemplateSpecification? LaunchTemplate { get; set; }

    public bool? ProtectedFromScaleIn { get; set; }
}

/// <summary>A metric that the group sends to CloudWatch.</summary>
internal sealed class EnabledMetric
{
    public string? Metric { get; set; }

    public string? Granularity { get; set; }
}

/// <summary>A process that is suspended for the group.</summary>
internal sealed class SuspendedProcess
{
    public string? ProcessName { get; set; }

    public string? SuspensionReason { get; set; }
}

/// <summary>A tag of a group.</summary>
internal sealed class TagDescription
{
    public string? ResourceId { get; set; }

    public string? ResourceType { get; set; }

    public string? Key { get; set; }

    public string? Value { get; set; }

    public bool? PropagateAtLaunch { get; set; }
}

/// <summary>Which instance refreshes of a group to describe.</summary>
internal sealed class DescribeInstanceRefreshesRequest : AmazonWebServiceRequest
{
    public string? AutoScalingGroupName { get; set; }

    public List<string>? InstanceRefreshIds { get; set; }

    public int? MaxRecords { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>Replacements, or a page of them, the latest first.</summary>
internal sealed class DescribeInstanceRefreshesResponse : AmazonWebServiceResponse
{
    public List<InstanceRefresh>? InstanceRefreshes { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>The replacement of a group's instances.</summary>
internal sealed class InstanceRefresh
{
    public string? InstanceRefreshId { get; set; }

    public string? AutoScalingGroupName { get; set; }

    /// <summary><c>Pending</c>, <c>InProgress</c>, <c>Successful</c>, <c>Failed</c>, <c>Cancelled</c>, ...</summary>
    public string? Status { get; set; }

    public string? StatusReason { get; set; }

    public DateTime? StartTime { get; set; }

    public DateTime? EndTime { get; set; }

    public int? PercentageComplete { get; set; }

    public int? InstancesToUpdate { get; set; }

    public RefreshPreferences? Preferences { get; set; }

    public string? Strategy { get; set; }
}

/// <summary>How instances are replaced.</summary>
internal sealed class RefreshPreferences
{
    public int? MinHealthyPercentage { get; set; }

    public int? MaxHealthyPercentage { get; set; }

    /// <summary>In seconds.</summary>
    public int? InstanceWarmup { get; set; }

    public List<int>? CheckpointPercentages { get; set; }

    /// <summary>In seconds.</summary>
    public int? CheckpointDelay { get; set; }

    public bool? SkipMatching { get; set; }

    public bool? AutoRollback { get; set; }
}

/// <summary>Which activities to describe.</summary>
internal sealed class DescribeScalingActivitiesRequest : AmazonWebServiceRequest
{
    public List<string>? ActivityIds { get; set; }

    public string? AutoScalingGroupName { get; set; }

    public bool? IncludeDeletedGroups { get; set; }

    public int? MaxRecords { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>Activities, or a page of them, the latest first.</summary>
internal sealed class DescribeScalingActivitiesResponse : AmazonWebServiceResponse
{
    public List<Activity>? Activities { get; set; }

    public string? NextToken { get; set; }
}

/// <summary>Something that a group did.</summary>
internal sealed class Activity
{
    public string? ActivityId { get; set; }

    public string? AutoScalingGroupName { get; set; }

    public string? Description { get; set; }

    public string? Cause { get; set; }

    public DateTime? StartTime { get; set; }

    public DateTime? EndTime { get; set; }

    public string? StatusCode { get; set; }

    public string? StatusMessage { get; set; }

    /// <summary>In percent.</summary>
    public int? Progress { get; set; }

    /// <summary>JSON.</summary>
    public string? Details { get; set; }
}

/// <summary>Which group's instances are replaced, and how.</summary>
internal sealed class StartInstanceRefreshRequest : AmazonWebServiceRequest
{
    public string? AutoScalingGroupName { get; set; }

    /// <summary><c>Rolling</c> (the default) or <c>ReplaceRootVolume</c>.</summary>
    public string? Strategy { get; set; }

    public RefreshPreferences? Preferences { get; set; }
}

/// <summary>The replacement has begun.</summary>
internal sealed class StartInstanceRefreshResponse : AmazonWebServiceResponse
{
    public string? InstanceRefreshId { get; set; }
}

/// <summary>The group's instances are being replaced already.</summary>
internal sealed class InstanceRefreshInProgressException(ServiceError error, Exception? innerException)
    : AmazonAutoScalingException(error, innerException);
