using System.Management.Automation;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Engine;

/// <summary>A cmdlet that works on the stores of the configuration in force.</summary>
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

    /// <summary>The product, on the configuration in force when the cmdlet began.</summary>
    private protected IImageStorage Storage { get; private set; } = null!;

    /// <inheritdoc />
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            var parameters = new Dictionary<string, string>();
            AddParameters(parameters);
            var factory = CoreLoadContext.Factory;
            Storage = factory.Open(factory.Resolve(parameters, ImageStorageSession.Current.Values));
        }
        catch (ImageStorageException exception)
        {
            ThrowTerminatingError(exception.ToErrorRecord(null));
        }

        return Task.CompletedTask;
    }

    /// <summary>Adds the settings that the call itself gives, by <see cref="SettingName"/>.</summary>
    private protected virtual void AddParameters(Dictionary<string, string> parameters)
    {
        if (ProfileName is not null)
            parameters[SettingName.AwsProfile] = ProfileName;
        if (Region is not null)
            parameters[SettingName.AwsRegion] = Region;
    }
}
