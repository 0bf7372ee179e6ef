using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Engine;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>
/// Sets settings for this process: for all its sessions, and for the jobs that it starts. An empty string removes a setting.
/// </summary>
[Cmdlet(VerbsCommon.Set, "ImageStorageConfiguration", SupportsShouldProcess = true)]
public sealed class SetImageStorageConfigurationCommand : PSCmdlet
{
    /// <summary>S3_BUCKET_NAME.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? BucketName { get; set; }

    /// <summary>CLOUDFRONT_DOMAIN.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? CloudFrontDomain { get; set; }

    /// <summary>AWS_REGION.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? Region { get; set; }

    /// <summary>S3_ENDPOINT_URL.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? S3EndpointUrl { get; set; }

    /// <summary>MONGO_URI.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? MongoUri { get; set; }

    /// <summary>MONGO_DATABASE.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? MongoDatabase { get; set; }

    /// <summary>DYNAMODB_TABLE_NAME.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? DynamoDBTableName { get; set; }

    /// <summary>BEDROCK_REGION.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? BedrockRegion { get; set; }

    /// <summary>IMAGE_MODEL_ID.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ModelId { get; set; }

    /// <summary>IMAGESTORAGE_HOME, relative to the current location.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? HomePath { get; set; }

    /// <summary>AWS_PROFILE.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? ProfileName { get; set; }

    /// <summary>Forgets what was set before, and the environment that was chosen; the other parameters are set after that.</summary>
    [Parameter]
    public SwitchParameter Reset { get; set; }

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        var home = string.IsNullOrEmpty(HomePath) ? HomePath : this.ResolveFile(HomePath);
        var changed = GivenSettings()
            .Select(setting => setting.Name == SettingName.Home ? (setting.Name, Value: home) : setting)
            .Where(setting => setting.Value is not null).ToList();
        try
        {
            var former = Reset ? SessionSettings.None : ImageStorageSession.Current;
            var settings = former with { Values = former.Values.SetItems(changed.Select(item => KeyValuePair.Create(item.Name, item.Value!))) };
            CoreLoadContext.Factory.Validate(new SettingRequest
            {
                Session = settings.Values,
                EnvironmentFile = settings.EnvironmentFile,
                Folder = SessionState.Path.CurrentFileSystemLocation.ProviderPath,
            });
            var names = string.Join(", ", changed.Select(setting => setting.Name));
            if (ShouldProcess(names.Length > 0 ? names : "All settings", names.Length > 0 ? "Set for this process" : "Forget what was set"))
                ImageStorageSession.Replace(settings);
        }
        catch (ImageStorageException exception)
        {
            ThrowTerminatingError(exception.ToErrorRecord(null));
        }
    }

    private IEnumerable<(string Name, string? Value)> GivenSettings() =>
    [
        (SettingName.S3BucketName, BucketName),
        (SettingName.CloudFrontDomain, CloudFrontDomain),
        (SettingName.AwsRegion, Region),
        (SettingName.S3EndpointUrl, S3EndpointUrl),
        (SettingName.MongoUri, MongoUri),
        (SettingName.MongoDatabase, MongoDatabase),
        (SettingName.DynamoDBTableName, DynamoDBTableName),
        (SettingName.BedrockRegion, BedrockRegion),
        (SettingName.ImageModelId, ModelId),
        (SettingName.Home, HomePath),
        (SettingName.AwsProfile, ProfileName),
    ];
}
