namespace ImageStorage;

/// <summary>Where a host enters the core. Has a public constructor without parameters in the core.</summary>
public interface IImageStorageFactory
{
    /// <summary>Resolves every setting: parameter, session, named environment or environment variable, default.</summary>
    /// <param name="request">What the caller has said.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ConfigurationInvalid"/>, naming the setting and where its value came from; also when settings for AWS
    /// are there but no bucket, so that nothing meant for AWS is kept on this machine.
    /// </exception>
    ImageStorageConfiguration Resolve(SettingRequest request);

    /// <summary>Checks each value by itself, for a caller that sets one after the other.</summary>
    /// <param name="request">What the caller has said.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/>, as for <see cref="Resolve"/>.</exception>
    void Validate(SettingRequest request);

    /// <summary>Lists every setting with its value, masked, and its source, and the two stores that follow. Invalid values are listed as they are.</summary>
    /// <param name="request">What the caller has said.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/> when the chosen environment cannot be read.</exception>
    IReadOnlyList<ConfigurationSetting> Describe(SettingRequest request);

    /// <summary>Lists the environments of the nearest <c>imagestorage.json</c>; none without a file.</summary>
    /// <param name="folder">The full path of the folder in which the search begins; it goes on in the folders above, then in the user's.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/> when the file cannot be read.</exception>
    IReadOnlyList<NamedEnvironment> ListEnvironments(string folder);

    /// <summary>Returns the product on a configuration; the same one for an equal configuration.</summary>
    /// <param name="configuration">Resolved settings.</param>
    IImageStorage Open(ImageStorageConfiguration configuration);

    /// <summary>Sends the counts of this process that are not sent yet. They are also sent every minute, and when the process ends.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    Task FlushAsync(CancellationToken cancellationToken);
}
