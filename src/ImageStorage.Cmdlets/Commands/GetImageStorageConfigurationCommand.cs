using System.Management.Automation;
using ImageStorage.Cmdlets.Engine;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Lists every setting with its value, secrets masked, and where the value came from.</summary>
[Cmdlet(VerbsCommon.Get, "ImageStorageConfiguration")]
[OutputType(typeof(ConfigurationSetting))]
public sealed class GetImageStorageConfigurationCommand : PSCmdlet
{
    /// <inheritdoc />
    protected override void EndProcessing() =>
        WriteObject(CoreLoadContext.Factory.Describe(ImageStorageSession.Current.Values), enumerateCollection: true);
}
