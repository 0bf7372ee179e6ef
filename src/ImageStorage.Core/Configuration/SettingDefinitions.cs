namespace ImageStorage.Configuration;

/// <summary>Every setting, in the order in which they are listed.</summary>
internal static class SettingDefinitions
{
    public static readonly SettingDefinition Bucket = new()
    {
        Name = SettingName.S3BucketName,
        Description = "The bucket of the images; without one they are kept in a folder",
        Rule = SettingRules.Bucket,
    };

    public static readonly IReadOnlyList<SettingDefinition> All =
    [
        new()
        {
            Name = SettingName.Environment,
            Description = "The environment of imagestorage.json that has the other settings; Use-ImageStorage chooses it for the session",
            Rule = SettingRules.EnvironmentName,
        },
        Bucket,
        new()
        {
            Name = SettingName.CloudFrontDomain,
            Description = "The host name of the CloudFront distribution that serves the images",
            Rule = SettingRules.HostName,
        },
        new()
        {
            Name = SettingName.AwsRegion,
            Description = "The AWS region of the bucket and of the DynamoDB table",
            Rule = SettingRules.Region,
            Default = _ => "us-east-1",
            OtherVariable = "AWS_DEFAULT_REGION",
        },
        new()
        {
            Name = SettingName.S3EndpointUrl,
            Description = "The endpoint of an S3-compatible store, addressed by path; without one, AWS's own",
            Rule = SettingRules.Endpoint,
        },
        new()
        {
            Name = SettingName.MongoUri,
            Description = "The connection string of MongoDB, which keeps the records; without it and a DynamoDB table, SQLite does",
            Rule = SettingRules.MongoUri,
            IsSecret = true,
        },
        new()
        {
            Name = SettingName.MongoDatabase,
            Description = "The MongoDB database of the records",
            Rule = SettingRules.MongoDatabase,
            Default = _ => "assignments_db",
        },
        new()
        {
            Name = SettingName.DynamoDBTableName,
            Description = "The DynamoDB table that keeps the records; not together with " + SettingName.MongoUri,
            Rule = SettingRules.Table,
        },
        new()
        {
            Name = SettingName.BedrockRegion,
            Description = "The AWS region of the image models",
            Rule = SettingRules.Region,
            Default = _ => "us-west-2",
        },
        new()
        {
            Name = SettingName.ImageModelId,
            Description = "The image model; 'offline' is the built-in one, which needs no account",
            Rule = SettingRules.Model,
            Default = defaults => defaults.HasBucket ? "stability.stable-image-core-v1:1" : ImageModelId.Offline,
        },
        new()
        {
            Name = SettingName.Home,
            Description = "The folder of the embedded stores, the cache and the logs",
            Rule = SettingRules.Folder,
            Default = defaults => defaults.Home,
        },
        new()
        {
            Name = SettingName.AwsProfile,
            Description = "The profile of the AWS configuration files; without one, the AWS SDK's own choice",
            Rule = SettingRules.Profile,
        },
    ];
}
