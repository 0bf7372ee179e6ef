using System.Management.Automation;
using ImageStorage.Cmdlets.Engine;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Joins the configured object store and record store by a new common id, after they were refused as StoreMismatch.</summary>
[Cmdlet(VerbsOther.Use, "ImageStorage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(StorePairing))]
public sealed class UseImageStorageCommand : ImageStorageCommand
{
    /// <summary>Gives both stores a new common id, whatever they carry.</summary>
    [Parameter(Mandatory = true)]
    public SwitchParameter Adopt { get; set; }

    /// <inheritdoc />
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            var pairing = await Storage.Stores.DescribeAsync(cancellationToken);
            if (!pairing.Fits && Adopt && ShouldProcess(Describe(pairing), "Join as one pair of stores"))
                pairing = await Storage.Stores.AdoptAsync(cancellationToken);
            WriteObject(pairing);
        }
        catch (ImageStorageException exception)
        {
            ThrowTerminatingError(exception.ToErrorRecord(null));
        }
    }

    private static string Describe(StorePairing pairing) =>
        $"{pairing.ObjectStore} ({Describe(pairing.ObjectStoreId)}) and {pairing.RecordStore} ({Describe(pairing.RecordStoreId)})";

    private static string Describe(string? id) => id is null ? "without an id" : $"with the id {id}";
}
