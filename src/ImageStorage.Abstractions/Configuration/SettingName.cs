namespace ImageStorage;

/// <summary>The settings' names, which are also the environment variables'.</summary>
public static class SettingName
{
    /// <summary>The bucket; without one, objects are kept in a folder.</summary>
    public const string S3BucketName = "S3_BUCKET_NAME";

    /// <summary>The distribution's domain name, without a scheme.</summary>
    public const string CloudFrontDomain = "CLOUDFRONT_DOMAIN";

    /// <summary>The AWS region of the bucket.</summary>
    public const string AwsRegion = "AWS_REGION";

    /// <summary>The endpoint of an S3-compatible store, addressed by path.</summary>
    public const string S3EndpointUrl = "S3_ENDPOINT_URL";

    /// <summary>MongoDB's connection string; without one and without a DynamoDB table, records are kept in SQLite.</summary>
    public const string MongoUri = "MONGO_URI";

    /// <summary>MongoDB's database.</summary>
    public const string MongoDatabase = "MONGO_DATABASE";

    /// <summary>The DynamoDB table of the records.</summary>
    public const string DynamoDBTableName = "DYNAMODB_TABLE_NAME";

    /// <summary>The AWS region of the image models.</summary>
    public const string BedrockRegion = "BEDROCK_REGION";

    /// <summary>The image model.</summary>
    public const string ImageModelId = "IMAGE_MODEL_ID";

    /// <summary>The folder of the embedded stores, the cache and the logs.</summary>
    public const string Home = "IMAGESTORAGE_HOME";

    /// <summary>The profile of the AWS SDK's shared configuration files.</summary>
    public const string AwsProfile = "AWS_PROFILE";

    /// <summary>The environment of <c>imagestorage.json</c> that has all other settings.</summary>
    public const string Environment = "IMAGESTORAGE_ENVIRONMENT";
}
