namespace ImageStorage;

/// <summary>The settings in force, resolved and validated. Two equal configurations share one set of clients.</summary>
public sealed record ImageStorageConfiguration
{
    /// <summary><see cref="SettingName.Home"/>: a full path.</summary>
    public required string Home { get; init; }

    /// <summary><see cref="SettingName.S3BucketName"/>; null: embedded.</summary>
    public string? S3BucketName { get; init; }

    /// <summary><see cref="SettingName.CloudFrontDomain"/>.</summary>
    public string? CloudFrontDomain { get; init; }

    /// <summary><see cref="SettingName.AwsRegion"/>.</summary>
    public required string AwsRegion { get; init; }

    /// <summary><see cref="SettingName.S3EndpointUrl"/>.</summary>
    public Uri? S3EndpointUrl { get; init; }

    /// <summary><see cref="SettingName.MongoUri"/>; a secret.</summary>
    public string? MongoUri { get; init; }

    /// <summary><see cref="SettingName.MongoDatabase"/>.</summary>
    public required string MongoDatabase { get; init; }

    /// <summary><see cref="SettingName.DynamoDBTableName"/>.</summary>
    public string? DynamoDBTableName { get; init; }

    /// <summary><see cref="SettingName.BedrockRegion"/>.</summary>
    public required string BedrockRegion { get; init; }

    /// <summary><see cref="SettingName.ImageModelId"/>.</summary>
    public required string ImageModelId { get; init; }

    /// <summary><see cref="SettingName.AwsProfile"/>; null: the SDK's own choice.</summary>
    public string? ProfileName { get; init; }

    /// <summary>The name of the chosen environment of <c>imagestorage.json</c>; null without one.</summary>
    public string? EnvironmentName { get; init; }

    /// <summary>True when the chosen environment is protected: deletions in it must be confirmed.</summary>
    public bool IsProtected { get; init; }

    /// <summary>The most that the pictures of one command may cost by the list prices, in US dollars; null for no limit.</summary>
    public decimal? BudgetUsd { get; init; }

    /// <summary>Where the images are: <c>s3://bucket</c>, or the full path of a folder on this machine.</summary>
    public string ObjectStore => S3BucketName is null ? Path.Combine(Home, "objects") : "s3://" + S3BucketName;

    /// <summary>The settings for people, secrets masked.</summary>
    /// <returns>Never the connection string.</returns>
    public override string ToString() => $"{(S3BucketName is null ? Home : "s3://" + S3BucketName)} ({AwsRegion})";
}
