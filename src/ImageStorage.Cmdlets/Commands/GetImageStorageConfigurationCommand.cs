using System.Management.Automation;
using ImageStorage.Cmdlets.Engine;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Lists every setting with its value, secrets masked, and where the value came from; then the two stores that follow from them.</summary>
[Cmdlet(VerbsCommon.Get, "ImageStorageConfiguration")]
[OutputType(typeof(ConfigurationSetting))]
public sealed class GetImageStorageConfigurationCommand : PSCmdlet
{
    /// <summary>An environment of imagestorage.json; what was set for the session is left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string? Environment { get; set; }

    /// <inheritdoc />
    protected override void EndProcessing()
    {
        try
        {
            var parameters = new Dictionary<string, string>();
            if (Environment is not null)
                parameters[SettingName.Environment] = Environment;
            var folder = SessionState.Path.CurrentFileSystemLocation.ProviderPath;
            WriteObject(CoreLoadContext.Factory.Describe(ImageStorageSession.Request(parameters, folder)), enumerateCollection: true);
        }
        catch (ImageStorageException exception)
        {
            ThrowTerminatingError(exception.ToErrorRecord(Environment));
        }
    }
}
