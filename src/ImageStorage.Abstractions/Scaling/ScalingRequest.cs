namespace ImageStorage;

/// <summary>A load on the group, and what the group should have done.</summary>
public sealed record ScalingRequest
{
    /// <summary>The Auto Scaling group.</summary>
    public required string GroupName { get; init; }

    /// <summary>The bucket; null for the configured one.</summary>
    public string? BucketName { get; init; }

    /// <summary>The distribution's id; null to leave its requests out.</summary>
    public string? DistributionId { get; init; }

    /// <summary>The beginning: before the load.</summary>
    public required DateTimeOffset From { get; init; }

    /// <summary>The end: long enough after the load for the group to return to its smallest size.</summary>
    public required DateTimeOffset To { get; init; }

    /// <summary>The CPU use, in percent, above which an instance is to be added.</summary>
    public double CpuPercent { get; init; } = 70;

    /// <summary>The CPU use, in percent, below which the load is over.</summary>
    public double IdleCpuPercent { get; init; } = 35;

    /// <summary>How soon an instance must be added.</summary>
    public TimeSpan GrowWithin { get; init; } = TimeSpan.FromMinutes(5);

    /// <summary>How soon after the load the group must be at its smallest size again.</summary>
    public TimeSpan ReturnWithin { get; init; } = TimeSpan.FromMinutes(10);

    /// <summary>The share of requests that must succeed meanwhile, 0 to 1.</summary>
    public double SuccessShare { get; init; } = 0.95;
}
