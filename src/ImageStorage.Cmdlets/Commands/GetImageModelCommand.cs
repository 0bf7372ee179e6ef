using System.Management.Automation;
using ImageStorage.Cmdlets.Engine;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Lists the image models known: where each stands, when it ends, what a picture costs.</summary>
[Cmdlet(VerbsCommon.Get, "ImageModel")]
[OutputType(typeof(ImageModel))]
public sealed class GetImageModelCommand : ImageStorageCommand
{
    /// <summary>Only these models; all by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string[]? ModelId { get; set; }

    /// <summary>Asks AWS where each model stands; without it nothing leaves this machine.</summary>
    [Parameter]
    public SwitchParameter Live { get; set; }

    // The region that is meant here is that of the models.
    private protected override void AddParameters(Dictionary<string, string> parameters)
    {
        base.AddParameters(parameters);
        if (parameters.Remove(SettingName.AwsRegion, out var region))
            parameters[SettingName.BedrockRegion] = region;
    }

    /// <inheritdoc />
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        foreach (var id in ModelId ?? [null!])
        {
            try
            {
                WriteObject(await Storage.Models.ListAsync(id, Live, cancellationToken), enumerateCollection: true);
            }
            catch (ImageStorageException exception)
            {
                WriteError(exception.ToErrorRecord(id));
            }
        }
    }
}
