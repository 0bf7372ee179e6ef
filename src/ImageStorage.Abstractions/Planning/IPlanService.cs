namespace ImageStorage;

/// <summary>
/// Says what a call would do, by the call's own rules. It reads the stores and files, writes nothing, and asks no model. What the call would
/// refuse is an item with the reason; an error of a store is an exception.
/// </summary>
public interface IPlanService
{
    /// <summary>What <see cref="IAssignmentService.CreateImageAsync"/> would do.</summary>
    /// <param name="request">The request.</param>
    /// <param name="questions">Where the questions come from, which is checked too; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.StoreMismatch"/> and the storage errors.</exception>
    Task<ImagePlanItem> PlanImageAsync(NewImageRequest request, PlannedQuestions? questions, CancellationToken cancellationToken);

    /// <summary>What <see cref="IAssignmentService.CreateAsync"/> would do.</summary>
    /// <param name="request">The request.</param>
    /// <param name="questions">Where the questions come from, which is checked too; null for none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.StoreMismatch"/> and the storage errors.</exception>
    Task<ImagePlanItem> PlanAssignmentAsync(NewAssignmentRequest request, PlannedQuestions? questions, CancellationToken cancellationToken);

    /// <summary>What <see cref="IImageService.SendAsync"/> would do.</summary>
    /// <param name="request">The request.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.StoreMismatch"/> and the storage errors.</exception>
    Task<ImagePlanItem> PlanSendAsync(SendImageRequest request, CancellationToken cancellationToken);

    /// <summary>What <see cref="IAssignmentService.RemoveAsync"/> would do.</summary>
    /// <param name="assignmentId">The assignment.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.StoreMismatch"/> and the storage errors.</exception>
    Task<ImagePlanItem> PlanAssignmentRemovalAsync(string assignmentId, CancellationToken cancellationToken);

    /// <summary>What <see cref="IImageService.RemoveAsync"/> would do.</summary>
    /// <param name="image">An object key, or an assignment id.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.StoreMismatch"/> and the storage errors.</exception>
    Task<ImagePlanItem> PlanImageRemovalAsync(string image, CancellationToken cancellationToken);
}
