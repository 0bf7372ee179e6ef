using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Engine;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Sets settings for this session. An empty string removes a setting.</summary>
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

    /// <inheritdoc />
    protected override void ProcessRecord()
    {
        var session = ImageStorageSession.Current;
        var candidate = new Dictionary<string, string>(session.Values);
        var home = string.IsNullOrEmpty(HomePath) ? HomePath : this.ResolveFile(HomePath);
        var changed = GivenSettings()
            .Select(setting => setting.Name == SettingName.Home ? (setting.Name, Value: home) : setting)
            .Where(setting => setting.Value is not null).ToList();
        foreach (var (name, value) in changed)
            candidate[name] = value!;

        try
        {
            CoreLoadContext.Factory.Resolve(new Dictionary<string, string>(), candidate);
        }
        catch (ImageStorageException exception)
        {
            ThrowTerminatingError(exception.ToErrorRecord(null));
        }

        if (!ShouldProcess(string.Join(", ", changed.Select(setting => setting.Name)), "Set for this session"))
            return;
        foreach (var (name, value) in changed)
            session.Values[name] = value!;
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
