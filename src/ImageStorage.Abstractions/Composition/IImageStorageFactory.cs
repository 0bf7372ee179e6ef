namespace ImageStorage;

/// <summary>Where a host enters the core. Has a public constructor without parameters in the core.</summary>
public interface IImageStorageFactory
{
    /// <summary>Resolves every setting: parameter, session, environment, default.</summary>
    /// <param name="parameters">Values by <see cref="SettingName"/> from the call.</param>
    /// <param name="session">Values by <see cref="SettingName"/> from the session.</param>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ConfigurationInvalid"/>, naming the setting and where its value came from.
    /// </exception>
    ImageStorageConfiguration Resolve(IReadOnlyDictionary<string, string> parameters, IReadOnlyDictionary<string, string> session);

    /// <summary>Lists every setting with its value, masked, and its source. Invalid values are listed as they are.</summary>
    /// <param name="session">Values by <see cref="SettingName"/> from the session.</param>
    IReadOnlyList<ConfigurationSetting> Describe(IReadOnlyDictionary<string, string> session);

    /// <summary>Returns the product on a configuration; the same one for an equal configuration.</summary>
    /// <param name="configuration">Resolved settings.</param>
    IImageStorage Open(ImageStorageConfiguration configuration);

    /// <summary>Sends the counts of this process that are not sent yet. They are also sent every minute, and when the process ends.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    Task FlushAsync(CancellationToken cancellationToken);
}
