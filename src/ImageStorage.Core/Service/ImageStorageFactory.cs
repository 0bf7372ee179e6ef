using System.Collections.Concurrent;
using Amazon.Bedrock;
using Amazon.BedrockRuntime;
using ImageStorage.Aws;
using ImageStorage.Configuration;
using ImageStorage.Diagnostics;
using ImageStorage.Generation;
using ImageStorage.Generation.Bedrock;
using ImageStorage.Infrastructure;
using ImageStorage.Metrics;
using ImageStorage.Objects;
using ImageStorage.Optimization;
using ImageStorage.Records;
using ImageStorage.Resilience;
using ImageStorage.Service.Repair;
using ImageStorage.Urls;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Service;

/// <summary>Joins the stations of the flow: which adapter stands where is decided here, from the configuration, and nowhere else.</summary>
public sealed class ImageStorageFactory : IImageStorageFactory
{
    private readonly ConfigurationResolver _resolver = new(Environment.GetEnvironmentVariable, DefaultHome());
    private readonly ConcurrentDictionary<ImageStorageConfiguration, Lazy<IImageStorage>> _opened = [];
    private readonly MetricPublishers _publishers = new();

    /// <inheritdoc />
    public ImageStorageConfiguration Resolve(IReadOnlyDictionary<string, string> parameters, IReadOnlyDictionary<string, string> session) =>
        _resolver.Resolve(parameters, session);

    /// <inheritdoc />
    public IReadOnlyList<ConfigurationSetting> Describe(IReadOnlyDictionary<string, string> session) => _resolver.Describe(session);

    /// <inheritdoc />
    public IImageStorage Open(ImageStorageConfiguration configuration) =>
        _opened.GetOrAdd(configuration, key => new Lazy<IImageStorage>(() => Compose(key))).Value;

    /// <inheritdoc />
    public Task FlushAsync(CancellationToken cancellationToken) => _publishers.FlushAsync(cancellationToken);

    private ImageStorageServices Compose(ImageStorageConfiguration configuration)
    {
        var time = TimeProvider.System;
        var logger = new JsonLinesLoggerProvider(Path.Combine(configuration.Home, "logs"), time).CreateLogger(Telemetry.Name);
        var operations = new OperationRunner(logger, time, configuration.S3BucketName);
        _publishers.Start(configuration, logger, time);
        var resilience = new ResilienceOptions();
        var (store, urls) = OpenStore(configuration, time);
        var objects = new ResilientObjectStore(store, logger, time, resilience);
        var records = OpenRecords(configuration, logger, time);
        var optimizer = new VipsImageOptimizer();

        var outcome = new UploadOutcome(urls, configuration);
        var cache = new ImageCache(Path.Combine(configuration.Home, "cache", StoreName(configuration)));
        var images = new ImageService(optimizer, objects, records, urls, cache, resilience.MaxAttempts, operations, time);
        var models = ModelRegistry.Load(time);
        var bedrock = new BedrockImageGenerator(
            new Lazy<IAmazonBedrockRuntime>(() => AwsClients.CreateBedrockRuntime(configuration)), configuration.BedrockRegion, models, logger, time);
        var creation = new ImageCreation(
            new ImageGeneratorSelection(new OfflineImageGenerator(), bedrock), optimizer, objects, records, outcome, configuration, resilience.MaxAttempts, logger, time);
        var repair = new RepairService(records, objects, outcome, operations, logger, time);
        var page = new AssignmentHtmlPage(Path.Combine(configuration.Home, "pages"));
        var modelService = new ImageModelService(
            models, new Lazy<IAmazonBedrock>(() => AwsClients.CreateBedrock(configuration)), configuration.BedrockRegion, operations, time);
        return new ImageStorageServices(new AssignmentService(records, objects, creation, images, page, operations, time), images, repair, modelService, null!, null!,
            InfrastructureComposition.Compose(configuration, objects, urls, records, modelService, operations, logger, time),
            MetricComposition.Compose(configuration, operations, logger, time));
    }

    /// <summary>A folder's name for what two stores never share.</summary>
    private static string StoreName(ImageStorageConfiguration configuration) => configuration switch
    {
        { S3BucketName: null } => "embedded",
        { S3EndpointUrl: { } endpoint } => $"s3-{configuration.S3BucketName}-{endpoint.Host}-{endpoint.Port}",
        _ => $"s3-{configuration.S3BucketName}",
    };

    private static (IObjectStore Store, IImageUrlProvider Urls) OpenStore(ImageStorageConfiguration configuration, TimeProvider time)
    {
        if (configuration.S3BucketName is not { } bucket)
        {
            var root = Path.Combine(configuration.Home, "objects");
            return (new DirectoryObjectStore(root, time), new FileUrlProvider(root));
        }

        var client = AwsClients.CreateS3(configuration);
        var presigning = new S3UrlProvider(client, bucket, time);
        IImageUrlProvider urls = configuration.CloudFrontDomain is { } domain ? new CloudFrontUrlProvider(domain, presigning) : presigning;
        return (new S3ObjectStore(client, bucket), urls);
    }

    private static IAssignmentRepository OpenRecords(ImageStorageConfiguration configuration, ILogger logger, TimeProvider time) => configuration switch
    {
        { MongoUri: { } uri } => new MongoAssignmentRepository(uri, configuration.MongoDatabase, new MongoOptions(), logger),
        { DynamoDBTableName: { } table } => new DynamoAssignmentRepository(
            AwsClients.CreateDynamoDB(configuration), table, new ResilientCalls("record store", logger, time, DynamoTable.Resilience), time),
        _ => new SqliteAssignmentRepository(Path.Combine(configuration.Home, "assignments.db")),
    };

    private static string DefaultHome() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), Telemetry.Name);
}
