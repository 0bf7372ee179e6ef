namespace ImageStorage;

/// <summary>Judges how the Auto Scaling group kept up with a load.</summary>
public interface IScalingService
{
    /// <summary>
    /// Reads what CloudWatch and Auto Scaling recorded in a time range, and judges it. What cannot be found out is a skipped check, never an
    /// exception.
    /// </summary>
    /// <param name="request">The group, the time range, and what the group should have done.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>ScalingLoad, ScalingGrowth, ScalingReturn, ScalingSuccess, and a ScalingCanary for each instance that was added.</returns>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ConfigurationInvalid"/> for an invalid range or a bucket that is not named, and the storage errors
    /// when CloudWatch does not answer.
    /// </exception>
    Task<IReadOnlyList<InfrastructureCheck>> TestAsync(ScalingRequest request, CancellationToken cancellationToken);
}
