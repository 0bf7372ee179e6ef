namespace ImageStorage;

/// <summary>The whole product on one configuration. Safe for many threads, meant to be kept.</summary>
public interface IImageStorage
{
    /// <summary>Records, and pictures with their records.</summary>
    IAssignmentService Assignments { get; }

    /// <summary>The object store and the record store as a pair.</summary>
    IStorePairService Stores { get; }

    /// <summary>What calls would do.</summary>
    IPlanService Plans { get; }

    /// <summary>Pictures alone.</summary>
    IImageService Images { get; }

    /// <summary>Repairs differences between records and pictures that a crash left.</summary>
    IRepairService Repair { get; }

    /// <summary>Brings back what was removed.</summary>
    IRestoreService Restore { get; }

    /// <summary>Image models.</summary>
    IImageModelService Models { get; }

    /// <summary>Students' answers, their scores, and questions.</summary>
    ICompletionService Completions { get; }

    /// <summary>Whether the stores answer.</summary>
    IHealthService Health { get; }

    /// <summary>Checks of the infrastructure.</summary>
    IInfrastructureService Infrastructure { get; }

    /// <summary>Metrics from CloudWatch.</summary>
    IMetricService Metrics { get; }

    /// <summary>How the portal's group kept up with a load.</summary>
    IScalingService Scaling { get; }
}
