namespace ImageStorage;

/// <summary>Judges how the Auto Scaling group kept up with a load.</summary>
public interface IScalingService
{
    /// <summary>Reads what CloudWatch and Auto Scaling keep of a time, and judges it. What cannot be found out is told as skipped, never thrown.</summary>
    /// <param name="request">Which group, when, and what it should have done.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>ScalingLoad, ScalingGrowth, ScalingReturn, ScalingSuccess, and a ScalingCanary for each instance that was added.</returns>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ConfigurationInvalid"/> for a range that cannot be read or a bucket that is not named, and the storage errors when
    /// CloudWatch does not answer.
    /// </exception>
    Task<IReadOnlyList<InfrastructureCheck>> TestAsync(ScalingRequest request, CancellationToken cancellationToken);
}
