using System.Management.Automation;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Engine;

/// <summary>A cmdlet that uses the stores of the current configuration.</summary>
public abstract class ImageStorageCommand : AsyncCommand
{
    /// <summary>A profile of the AWS SDK's shared configuration files.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? ProfileName { get; set; }

    /// <summary>The AWS region of the bucket.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? Region { get; set; }

    /// <summary>The services, for the configuration at the cmdlet's start.</summary>
    private protected IImageStorage Storage { get; private set; } = null!;

    /// <inheritdoc />
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            Storage = Open(new Dictionary<string, string>());
        }
        catch (ImageStorageException exception)
        {
            ThrowTerminatingError(exception.ToErrorRecord(null));
        }

        return Task.CompletedTask;
    }

    /// <summary>Opens the services for the current configuration, with <paramref name="settings"/> before the session's.</summary>
    /// <param name="settings">Settings by <see cref="SettingName"/>; the call's own parameters go before them.</param>
    private protected IImageStorage Open(Dictionary<string, string> settings)
    {
        AddParameters(settings);
        var factory = CoreLoadContext.Factory;
        return factory.Open(factory.Resolve(settings, ImageStorageSession.Current.Values));
    }

    /// <inheritdoc />
    private protected override void WriteNotices()
    {
        if (Storage?.Stores.TakeNotice() is { } notice)
            WriteWarning(notice);
    }

    /// <summary>Adds the settings given as parameters of the call, by <see cref="SettingName"/>.</summary>
    private protected virtual void AddParameters(Dictionary<string, string> parameters)
    {
        if (ProfileName is not null)
            parameters[SettingName.AwsProfile] = ProfileName;
        if (Region is not null)
            parameters[SettingName.AwsRegion] = Region;
    }
}
