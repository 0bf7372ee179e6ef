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

    /// <summary>An environment of imagestorage.json for this call alone; what was set for the session is left out.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    [ArgumentCompleter(typeof(EnvironmentCompleter))]
    public string? Environment { get; set; }

    /// <summary>The services, for the configuration at the cmdlet's start.</summary>
    private protected IImageStorage Storage { get; private set; } = null!;

    /// <summary>The settings at the cmdlet's start.</summary>
    private protected ImageStorageConfiguration Configuration { get; private set; } = null!;

    /// <summary>False for a cmdlet that neither reads nor writes the configured stores.</summary>
    private protected virtual bool UsesStores => true;

    /// <summary>The current location in the file system.</summary>
    private protected string CurrentFolder => SessionState.Path.CurrentFileSystemLocation.ProviderPath;

    /// <summary>True with -WhatIf or -Confirm, where also a change that loses nothing is asked about.</summary>
    private protected bool WantsQuestion => MyInvocation.BoundParameters.ContainsKey("WhatIf")
        || MyInvocation.BoundParameters.ContainsKey("Confirm") || LanguagePrimitives.IsTrue(GetVariableValue("WhatIfPreference"));

    /// <inheritdoc />
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        try
        {
            Storage = Open(new Dictionary<string, string>());
            SayOnceThatStoresAreEmbedded();
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
        Configuration = factory.Resolve(ImageStorageSession.Request(settings, CurrentFolder) with { UsesStores = UsesStores });
        return factory.Open(Configuration);
    }

    /// <summary>Asks as PowerShell does; a protected environment is named in the question.</summary>
    /// <param name="target">What is changed.</param>
    /// <param name="action">What is done to it.</param>
    private protected new bool ShouldProcess(string target, string action) => base.ShouldProcess(InEnvironment(target), action);

    /// <summary>Asks before something is deleted. In a protected environment only -Confirm:$false answers for the user.</summary>
    /// <param name="target">What is deleted.</param>
    /// <param name="action">What is done to it.</param>
    private protected bool ShouldDelete(string target, string action)
    {
        if (!ShouldProcess(target, action))
            return false;
        var wasAsked = !string.Equals(GetVariableValue("ConfirmPreference")?.ToString(), nameof(ConfirmImpact.None), StringComparison.OrdinalIgnoreCase);
        return !Configuration.IsProtected || wasAsked || MyInvocation.BoundParameters.ContainsKey("Confirm")
            || ShouldContinue($"{action}: {InEnvironment(target)}", $"The environment '{Configuration.EnvironmentName}' is protected");
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
        if (Environment is not null)
            parameters[SettingName.Environment] = Environment;
    }

    private void SayOnceThatStoresAreEmbedded()
    {
        if (!UsesStores || Configuration.S3BucketName is not null || ImageStorageSession.SaidEmbedded || !ShowsVerbose)
            return;
        ImageStorageSession.SaidEmbedded = true;
        WriteVerbose($"No bucket is set: images and records are kept on this machine, in '{Configuration.Home}'.");
    }

    private bool ShowsVerbose => MyInvocation.BoundParameters.TryGetValue("Verbose", out var given)
        ? LanguagePrimitives.IsTrue(given)
        : GetVariableValue("VerbosePreference")?.ToString() is not (null or nameof(ActionPreference.SilentlyContinue));

    private string InEnvironment(string target) => Configuration.IsProtected ? $"[{Configuration.EnvironmentName}] {target}" : target;
}
