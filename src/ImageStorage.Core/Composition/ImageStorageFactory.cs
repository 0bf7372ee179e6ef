using System.Collections.Concurrent;
using Amazon.Bedrock;
using Amazon.BedrockRuntime;
using ImageStorage.Assignments;
using ImageStorage.Aws;
using ImageStorage.Completion;
using ImageStorage.Completion.Questions;
using ImageStorage.Completion.Scoring;
using ImageStorage.Configuration;
using ImageStorage.Creation;
using ImageStorage.Diagnostics;
using ImageStorage.Generation;
using ImageStorage.Generation.Bedrock;
using ImageStorage.Generation.Offline;
using ImageStorage.Health;
using ImageStorage.Images;
using ImageStorage.Infrastructure;
using ImageStorage.Metrics;
using ImageStorage.Objects;
using ImageStorage.Objects.Folder;
using ImageStorage.Objects.S3;
using ImageStorage.Optimization;
using ImageStorage.Records;
using ImageStorage.Records.Dynamo;
using ImageStorage.Records.Mongo;
using ImageStorage.Records.Sqlite;
using ImageStorage.Repair;
using ImageStorage.Resilience;
using ImageStorage.Scaling;
using ImageStorage.Urls;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Composition;

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
        var (store, urls) = OpenStore(configuration, time);
        var objects = new ResilientObjectStore(store, logger, time);
        var stores = OpenRecords(configuration, logger, time);
        var records = stores.Assignments;
        var optimizer = new VipsImageOptimizer();

        var outcome = new UploadOutcome(urls, configuration);
        var cache = new ImageCache(Path.Combine(configuration.Home, "cache", StoreName(configuration)));
        var images = new ImageService(optimizer, objects, records, urls, cache, operations, time);
        var models = ModelRegistry.Load(time);
        var runtime = new Lazy<IAmazonBedrockRuntime>(() => AwsClients.CreateBedrockRuntime(configuration));
        var bedrock = new BedrockImageGenerator(new ModelCalls(runtime, configuration.BedrockRegion, logger, time), models);
        var creation = new ImageCreation(
            new ImageGeneratorSelection(new OfflineImageGenerator(), bedrock), optimizer, objects, records, outcome, configuration, logger, time);
        var repair = new RepairService(records, objects, outcome, operations, logger, time);
        var page = new AssignmentHtmlPage(Path.Combine(configuration.Home, "pages"));
        var modelService = new ImageModelService(
            models, new Lazy<IAmazonBedrock>(() => AwsClients.CreateBedrock(configuration)), configuration.BedrockRegion, operations, time);
        var assignments = new AssignmentService(records, stores.Answers, objects, creation, images, page, operations, time);
        var completions = ComposeCompletions(
            configuration, stores, new ModelCalls(runtime, configuration.BedrockRegion, logger, time, TextModels.Options), operations, time);
        var health = new HealthService(
            new CheckedStores(store, configuration.S3BucketName is null ? "folder" : "s3", stores.Checked, stores.CheckedAnswers, stores.Kind), logger, time);
        var metrics = MetricComposition.Compose(configuration, operations, logger, time);
        return new ImageStorageServices(
            assignments, images, repair, modelService, completions, health,
            InfrastructureComposition.Compose(configuration, objects, urls, records, stores.Answers, modelService, operations, logger, time),
            metrics, ScalingComposition.Compose(configuration, metrics, operations, logger, time));
    }

    private static CompletionService ComposeCompletions(
        ImageStorageConfiguration configuration, RecordStores stores, ModelCalls calls, OperationRunner operations, TimeProvider time)
    {
        var models = TextModels.Load();
        return new CompletionService(
            stores.Assignments, stores.Answers, new SimilarityScorer(), modelId => new EmbeddingScorer(calls, models.Embedding(modelId)),
            new QuestionGenerator(calls, models), configuration, operations, time);
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

    private static RecordStores OpenRecords(ImageStorageConfiguration configuration, ILogger logger, TimeProvider time)
    {
        switch (configuration)
        {
            case { MongoUri: { } uri }:
                var connection = new MongoConnection(uri, configuration.MongoDatabase, new MongoOptions(), logger);
                var documents = new MongoAssignmentRepository(connection);
                var answers = new MongoAnswerRepository(connection);
                return new RecordStores("mongodb", documents, answers, documents, answers);
            case { DynamoDBTableName: { } table }:
                var client = AwsClients.CreateDynamoDB(configuration);
                var calls = new ResilientCalls("record store", logger, time, DynamoTable.Resilience);
                var once = new ResilientCalls("record store", logger, time, DynamoTable.Resilience with { MaxAttempts = 1 });
                var answerTable = DynamoAnswerTable.NameBeside(table);
                return new RecordStores(
                    "dynamodb",
                    new DynamoAssignmentRepository(client, table, calls, time),
                    new DynamoAnswerRepository(client, answerTable, calls),
                    new DynamoAssignmentRepository(client, table, once, time),
                    new DynamoAnswerRepository(client, answerTable, once));
            default:
                var database = new SqliteDatabase(Path.Combine(configuration.Home, "assignments.db"));
                var rows = new SqliteAssignmentRepository(database);
                var rowsOfAnswers = new SqliteAnswerRepository(database);
                return new RecordStores("sqlite", rows, rowsOfAnswers, rows, rowsOfAnswers);
        }
    }

    private static string DefaultHome() => Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), Telemetry.Name);
}
