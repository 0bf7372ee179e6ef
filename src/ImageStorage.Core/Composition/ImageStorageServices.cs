namespace ImageStorage.Composition;

/// <inheritdoc />
internal sealed record ImageStorageServices(
    IAssignmentService Assignments, IImageService Images, IRepairService Repair, IRestoreService Restore, IImageModelService Models,
    ICompletionService Completions, IHealthService Health, IInfrastructureService Infrastructure,
    IMetricService Metrics, IScalingService Scaling, IStorePairService Stores, IPlanService Plans) : IImageStorage;
