namespace ImageStorage.Configuration;

/// <summary>One environment of <c>imagestorage.json</c>. Everything that it does not say has its default.</summary>
internal sealed record EnvironmentEntry
{
    /// <summary><see cref="SettingName.S3BucketName"/>; without one, images and records are kept on this machine.</summary>
    public string? Bucket { get; init; }

    /// <summary><see cref="SettingName.CloudFrontDomain"/>.</summary>
    public string? Domain { get; init; }

    /// <summary><see cref="SettingName.AwsRegion"/>.</summary>
    public string? Region { get; init; }

    /// <summary><see cref="SettingName.AwsProfile"/>.</summary>
    public string? Profile { get; init; }

    /// <summary><see cref="SettingName.S3EndpointUrl"/>.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Where the records are.</summary>
    public RecordsEntry? Records { get; init; }

    /// <summary><see cref="SettingName.ImageModelId"/>.</summary>
    public string? Model { get; init; }

    /// <summary><see cref="SettingName.BedrockRegion"/>.</summary>
    public string? ModelRegion { get; init; }

    /// <summary><see cref="SettingName.Home"/>, relative to the file's folder.</summary>
    public string? Home { get; init; }

    /// <summary><see cref="ImageStorageConfiguration.BudgetUsd"/>.</summary>
    public decimal? Budget { get; init; }

    /// <summary>True when deletions must be confirmed.</summary>
    public bool Protected { get; init; }
}

/// <summary>The record store of an environment; exactly one of the first three is given.</summary>
internal sealed record RecordsEntry
{
    /// <summary><see cref="SettingName.DynamoDBTableName"/>.</summary>
    public string? Dynamodb { get; init; }

    /// <summary>The name of an environment variable that has <see cref="SettingName.MongoUri"/>, so that no password is in the file.</summary>
    public string? MongodbVariable { get; init; }

    /// <summary>True for a file on this machine.</summary>
    public bool Sqlite { get; init; }

    /// <summary><see cref="SettingName.MongoDatabase"/>.</summary>
    public string? Database { get; init; }
}
