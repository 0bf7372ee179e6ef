using System.Collections.Immutable;
using System.Management.Automation;
using ImageStorage.Cmdlets.Engine;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>
/// Chooses the environment of this process, or joins the configured object store and record store by a new common id, after they were
/// refused as StoreMismatch.
/// </summary>
[Cmdlet(VerbsOther.Use, "ImageStorage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High, DefaultParameterSetName = NameSet)]
[OutputType(typeof(StorePairing))]
public sealed class UseImageStorageCommand : ImageStorageCommand
{
    private const string NameSet = "Name";
    private const string AdoptSet = "Adopt";

    /// <summary>An environment of imagestorage.json.</summary>
    [Parameter(Mandatory = true, Position = 0, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string? Name { get; set; }

    /// <summary>Gives both stores a new common id, whatever they carry.</summary>
    [Parameter(Mandatory = true, ParameterSetName = AdoptSet)]
    public SwitchParameter Adopt { get; set; }

    /// <inheritdoc />
    protected override Task BeginAsync(CancellationToken cancellationToken) =>
        Name is null ? base.BeginAsync(cancellationToken) : Task.CompletedTask;

    /// <inheritdoc />
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            if (Name is not null)
                Choose(Name);
            else
                await AdoptAsync(cancellationToken);
        }
        catch (ImageStorageException exception)
        {
            ThrowTerminatingError(exception.ToErrorRecord(Name));
        }
    }

    private void Choose(string name)
    {
        var environments = CoreLoadContext.Factory.ListEnvironments(CurrentFolder);
        var environment = environments.FirstOrDefault(item => string.Equals(item.Name, name, StringComparison.OrdinalIgnoreCase));
        var settings = new SessionSettings(
            ImmutableDictionary<string, string>.Empty.Add(SettingName.Environment, environment?.Name ?? name), environment?.File);

        // Refuses a name that is not there and settings that cannot be used, before anything changes.
        CoreLoadContext.Factory.Validate(
            new SettingRequest { Session = settings.Values, EnvironmentFile = settings.EnvironmentFile, Folder = CurrentFolder });
        // The choice loses nothing, so it is made without the question that the cmdlet's impact would bring.
        if (!WantsQuestion || ((PSCmdlet)this).ShouldProcess(environment!.Name, "Use in this process"))
            ImageStorageSession.Replace(settings);
    }

    private async Task AdoptAsync(CancellationToken cancellationToken)
    {
        var pairing = await Storage.Stores.DescribeAsync(cancellationToken);
        if (!pairing.Fits && Adopt && ShouldProcess(Describe(pairing), "Join as one pair of stores"))
            pairing = await Storage.Stores.AdoptAsync(cancellationToken);
        WriteObject(pairing);
    }

    private static string Describe(StorePairing pairing) =>
        $"{pairing.ObjectStore} ({Describe(pairing.ObjectStoreId)}) and {pairing.RecordStore} ({Describe(pairing.RecordStoreId)})";

    private static string Describe(string? id) => id is null ? "without an id" : $"with the id {id}";
}
