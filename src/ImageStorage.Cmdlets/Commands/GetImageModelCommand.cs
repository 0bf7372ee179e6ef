using System.Management.Automation;
using ImageStorage.Cmdlets.Engine;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Lists the known image models with their state, their end of life and the price of a picture.</summary>
[Cmdlet(VerbsCommon.Get, "ImageModel")]
[OutputType(typeof(ImageModel))]
public sealed class GetImageModelCommand : ImageStorageCommand
{
    /// <summary>Only these models; all by default.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("Id")]
    [ValidateNotNullOrEmpty]
    public string[]? ModelId { get; set; }

    /// <summary>Asks AWS for the state of each model; without it nothing is sent over the network.</summary>
    [Parameter]
    public SwitchParameter Live { get; set; }

    private protected override bool UsesStores => false;

    // -Region is the region of the models here, not that of the bucket.
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
