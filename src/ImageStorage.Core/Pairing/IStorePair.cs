namespace ImageStorage.Pairing;

/// <summary>Asked before anything is paid for, written or deleted.</summary>
internal interface IStorePair
{
    /// <summary>Returns when the two stores belong together; makes their id where neither has one and what they hold fits.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.StoreMismatch"/>, and the storage errors when it cannot be found out.</exception>
    Task EnsureAsync(CancellationToken cancellationToken);

    /// <summary>The same without making an id, for a run that must not write.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.StoreMismatch"/>, and the storage errors when it cannot be found out.</exception>
    Task VerifyAsync(CancellationToken cancellationToken);
}
