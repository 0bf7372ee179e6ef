using Amazon.AutoScaling;
using Amazon.CloudFront;
using Amazon.CloudWatch;
using Amazon.DynamoDBv2;
using Amazon.IdentityManagement;
using Amazon.S3;
using Amazon.SecurityToken;
using ImageStorage.Aws;
using ImageStorage.Diagnostics;
using ImageStorage.Generation.Bedrock;
using ImageStorage.Infrastructure;
using ImageStorage.Infrastructure.Checks;
using ImageStorage.Objects.S3;
using ImageStorage.Pairing;
using ImageStorage.Records.Mongo;
using ImageStorage.Resilience;
using ImageStorage.Urls;

namespace ImageStorage.Composition;

/// <summary>Composes the checks with their clients. No client is made before its first request.</summary>
internal static class InfrastructureComposition
{
    private static readonly HttpClient Http = new() { Timeout = Timeout.InfiniteTimeSpan };

    public static InfrastructureService Compose(
        ServiceContext context, IObjectStore objects, IImageUrlProvider urls, RecordStores stores, IStorePair pair, IImageModelService models,
        Uri? endpoint = null)
    {
        var (configuration, operations, logger, time) = context;
        var calls = new CheckCalls(new ResilientCalls("service", logger, time));
        var s3 = new Lazy<IAmazonS3>(() => AwsClients.CreateS3(configuration));
        var cloudWatch = new Lazy<IAmazonCloudWatch>(() => AwsClients.CreateCloudWatch(configuration, endpoint));
        var edgeCloudWatch = new Lazy<IAmazonCloudWatch>(() => AwsClients.CreateCloudWatchOfCloudFront(configuration, endpoint));
        var cloudFront = new Lazy<IAmazonCloudFront>(() => AwsClients.CreateCloudFront(configuration, endpoint));
        var iam = new Lazy<IAmazonIdentityManagementService>(() => AwsClients.CreateIdentityManagement(configuration, endpoint));
        var autoScaling = new Lazy<IAmazonAutoScaling>(() => AwsClients.CreateAutoScaling(configuration, endpoint));
        var securityToken = new Lazy<IAmazonSecurityTokenService>(() => CreateSecurityToken(configuration, endpoint));
        var isOnAws = endpoint is not null || AwsPresence.IsThere(configuration, "STS");
        var isEmbedded = configuration.S3BucketName is null;
        return new InfrastructureService(
            [
                new IdentityChecks(securityToken, isOnAws ? null : configuration.S3EndpointUrl, calls),
                new ObjectsFolderChecks(isEmbedded ? Path.Combine(configuration.Home, "objects") : null),
                new BucketChecks(s3, configuration.AwsRegion, calls),
                new BucketPolicyChecks(s3, calls),
                new LifecycleChecks(s3, calls),
                new DistributionChecks(cloudFront, calls),
                new RoleChecks(iam, configuration, ModelRegistry.Load(time), calls),
                new ModelChecks(models, configuration.ImageModelId, time),
                new RecordChecks(
                    stores.Assignments, stores.Answers, Indexes(configuration, stores, calls), configuration.MongoUri is not null,
                    configuration.DynamoDBTableName is not null),
                new StorePairChecks(pair, configuration.S3BucketName),
                new GroupChecks(autoScaling, calls),
                new AlarmChecks(cloudWatch, edgeCloudWatch, calls),
                new DashboardChecks(cloudWatch, calls),
                new CanaryChecks(expected => Target(context, expected, objects, urls, s3), Http, time),
            ],
            configuration, operations, logger, time);
    }

    private static CanaryTarget Target(
        ServiceContext context, InfrastructureExpectations expected, IObjectStore objects, IImageUrlProvider urls, Lazy<IAmazonS3> s3)
    {
        if (expected.BucketName is not { } bucket)
            return new CanaryTarget(objects, urls, Domain: null, IsEmbedded: true);
        var store = bucket == context.Configuration.S3BucketName
            ? objects
            : new ResilientObjectStore(new S3ObjectStore(s3.Value, bucket), context.Logger, context.Time);
        return new CanaryTarget(store, new S3UrlProvider(s3.Value, bucket, context.Time), expected.DistributionDomain, IsEmbedded: false);
    }

    private static AmazonSecurityTokenServiceClient CreateSecurityToken(ImageStorageConfiguration configuration, Uri? endpoint)
    {
        var config = new AmazonSecurityTokenServiceConfig();
        AwsClients.Apply(config, configuration.AwsRegion);
        if (endpoint is not null)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = configuration.AwsRegion;
        }

        return new AmazonSecurityTokenServiceClient(AwsClients.Credentials(configuration, config), config);
    }

    private static IRecordIndexes Indexes(ImageStorageConfiguration configuration, RecordStores stores, CheckCalls calls) => configuration switch
    {
        { MongoUri: { } uri } => new MongoRecordIndexes(uri, configuration.MongoDatabase, new MongoOptions()),
        { DynamoDBTableName: { } table } => new DynamoRecordIndexes(
            new Lazy<IAmazonDynamoDB>(() => AwsClients.CreateDynamoDB(configuration)), table, calls),
        _ => new SqliteRecordIndexes(stores.File!),
    };
}
