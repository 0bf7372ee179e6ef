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
using ImageStorage.Metrics;
using ImageStorage.Objects;
using ImageStorage.Objects.Folder;
using ImageStorage.Objects.S3;
using ImageStorage.Optimization;
using ImageStorage.Pairing;
using ImageStorage.Planning;
using ImageStorage.Records.Dynamo;
using ImageStorage.Records.Mongo;
using ImageStorage.Records.Sqlite;
using ImageStorage.Repair;
using ImageStorage.Resilience;
using ImageStorage.Trash;
using ImageStorage.Urls;
using Microsoft.Extensions.Logging;

namespace ImageStorage.Composition;

/// <summary>Composes the product. Which stores are used is decided here, from the configuration.</summary>
public sealed class ImageStorageFactory : IImageStorageFactory
{
    private readonly ConfigurationResolver _resolver = new(MachineSettings.Current);
    private readonly ConcurrentDictionary<ImageStorageConfiguration, Lazy<IImageStorage>> _opened = [];
    private readonly MetricPublishers _publishers = new();

    /// <inheritdoc />
    public ImageStorageConfiguration Resolve(SettingRequest request) => _resolver.Resolve(request);

    /// <inheritdoc />
    public void Validate(SettingRequest request) => _resolver.Validate(request);

    /// <inheritdoc />
    public IReadOnlyList<ConfigurationSetting> Describe(SettingRequest request) => _resolver.Describe(request);

    /// <inheritdoc />
    public IReadOnlyList<NamedEnvironment> ListEnvironments(string folder) => _resolver.ListEnvironments(folder);

    /// <inheritdoc />
    public IImageStorage Open(ImageStorageConfiguration configuration) =>
        _opened.GetOrAdd(configuration, key => new Lazy<IImageStorage>(() => Compose(key))).Value;

    /// <inheritdoc />
    public Task FlushAsync(CancellationToken cancellationToken) => _publishers.FlushAsync(cancellationToken);

    private ImageStorageServices Compose(ImageStorageConfiguration configuration)
    {
        var time = TimeProvider.System;
        var logger = new JsonLinesLoggerProvider(Path.Combine(configuration.Home, "logs"), time).CreateLogger(Telemetry.Name);
        var context = new ServiceContext(configuration, new OperationRunner(logger, time, configuration.S3BucketName), logger, time);
        _publishers.Start(configuration, logger, time);
        var opened = OpenStore(configuration, logger, time);
        var (store, urls) = (opened.Store, opened.Urls);
        var direct = new ResilientObjectStore(store, logger, time);
        var (stores, pair) = Pair(direct, opened.Identity, OpenRecords(configuration, opened.Identity.Store, logger, time), context);
        var objects = new PairedObjectStore(direct, pair);
        var trash = new AssignmentTrash(
            new PairedObjectTrash(new ResilientObjectTrash(opened.Trash, new ResilientCalls("image store", logger, time)), pair), time);
        var outcome = new UploadOutcome(urls, configuration);
        var models = ModelRegistry.Load(time);
        var runtime = new Lazy<IAmazonBedrockRuntime>(() => AwsClients.CreateBedrockRuntime(configuration));

        var optimizer = new VipsImageOptimizer();
        var cache = new ImageCache(Path.Combine(configuration.Home, "cache", StoreName(configuration)));
        var images = new ImageService(optimizer, objects, stores.Assignments, urls, cache, trash, context);
        var creation = new ImageCreation(ComposeGenerator(context, runtime, models), optimizer, objects, stores.Assignments, outcome, context);
        var page = new AssignmentHtmlPage(Path.Combine(configuration.Home, "pages"));
        var modelService = new ImageModelService(
            models, new Lazy<IAmazonBedrock>(() => AwsClients.CreateBedrock(configuration)), configuration.BedrockRegion, context.Operations, time);
        var metrics = MetricComposition.Compose(context);
        var assignments = new AssignmentService(stores.Assignments, stores.Answers, objects, creation, images, trash, page, pair, context);
        var completions = ComposeCompletions(context, stores, pair, runtime);
        return new ImageStorageServices(
            assignments,
            images,
            new RepairService(stores.Assignments, objects, trash, outcome, pair, context),
            new RestoreService(stores.Assignments, stores.Answers, trash, context.Operations),
            modelService,
            completions,
            ComposeHealth(context, store, stores),
            // The canary may run where the records are not configured, and removes only what it stored.
            InfrastructureComposition.Compose(context, direct, urls, stores, pair, modelService),
            metrics,
            ScalingComposition.Compose(context, metrics),
            new StorePairService(pair, context.Operations),
            new PlanService(creation, assignments, images, completions, pair, context));
    }

    private static ImageGeneratorSelection ComposeGenerator(ServiceContext context, Lazy<IAmazonBedrockRuntime> runtime, ModelRegistry models)
    {
        var calls = new ModelCalls(runtime, context.Configuration.BedrockRegion, context.Logger, context.Time);
        return new ImageGeneratorSelection(new OfflineImageGenerator(), new BedrockImageGenerator(calls, models));
    }

    private static HealthService ComposeHealth(ServiceContext context, IObjectStore store, RecordStores stores)
    {
        var kind = context.Configuration.S3BucketName is null ? "folder" : "s3";
        var once = new CheckedStores(store, kind, stores.Checked, stores.CheckedAnswers, stores.Kind);
        return new HealthService(once, context.Logger, context.Time);
    }

    private static CompletionService ComposeCompletions(
        ServiceContext context, RecordStores stores, IStorePair pair, Lazy<IAmazonBedrockRuntime> runtime)
    {
        var models = TextModels.Load();
        var calls = new ModelCalls(runtime, context.Configuration.BedrockRegion, context.Logger, context.Time, TextModels.Options);
        return new CompletionService(
            stores.Assignments, stores.Answers, new SimilarityScorer(), modelId => new EmbeddingScorer(calls, models.Embedding(modelId)),
            new QuestionGenerator(calls, models), pair, context.Configuration, context.Operations, context.Time);
    }

    /// <summary>The name of the cache's folder: two stores never share one.</summary>
    private static string StoreName(ImageStorageConfiguration configuration) => configuration switch
    {
        { S3BucketName: null } => "embedded",
        { S3EndpointUrl: { } endpoint } => $"s3-{configuration.S3BucketName}-{endpoint.Host}-{endpoint.Port}",
        _ => $"s3-{configuration.S3BucketName}",
    };

    /// <summary>Guards the writes to both stores by the id that they must share.</summary>
    private static (RecordStores Records, StorePair Pair) Pair(
        IObjectStore objects, IStoreIdentity identity, RecordStores stores, ServiceContext context)
    {
        var pair = new StorePair(identity, stores.Identity, new StoreContents(objects, stores.Assignments), context.Logger, context.Time);
        var paired = stores with
        {
            Assignments = new PairedAssignmentRepository(stores.Assignments, pair),
            Answers = new PairedAnswerRepository(stores.Answers, pair),
        };
        return (paired, pair);
    }

    private static (IObjectStore Store, IObjectTrash Trash, IImageUrlProvider Urls, IStoreIdentity Identity) OpenStore(
        ImageStorageConfiguration configuration, ILogger logger, TimeProvider time)
    {
        if (configuration.S3BucketName is not { } bucket)
        {
            var root = Path.Combine(configuration.Home, "objects");
            var folder = new DirectoryObjectStore(root, time);
            return (folder, new DirectoryObjectTrash(root, folder, time), new FileUrlProvider(root), new DirectoryIdentity(root));
        }

        var client = AwsClients.CreateS3(configuration);
        var presigning = new S3UrlProvider(client, bucket, time);
        IImageUrlProvider urls = configuration.CloudFrontDomain is { } domain ? new CloudFrontUrlProvider(domain, presigning) : presigning;
        var calls = new ResilientCalls("image store", logger, time);
        var store = new S3ObjectStore(client, bucket);
        return (store, new S3ObjectTrash(client, bucket, store), urls, new ResilientIdentity(new S3Identity(client, bucket), calls));
    }

    private static RecordStores OpenRecords(ImageStorageConfiguration configuration, string objectStore, ILogger logger, TimeProvider time)
    {
        switch (configuration)
        {
            case { MongoUri: { } uri }:
                var connection = new MongoConnection(uri, configuration.MongoDatabase, new MongoOptions(), logger);
                var documents = new MongoAssignmentRepository(connection);
                var answers = new MongoAnswerRepository(connection);
                return new RecordStores(
                    "mongodb", documents, answers, documents, answers, new MongoIdentity(connection, configuration.MongoDatabase));
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
                    new DynamoAnswerRepository(client, answerTable, once),
                    new DynamoIdentity(client, new DynamoClient(client, table, DynamoTable.Kind, calls)));
            default:
                var database = new SqliteDatabase(SqliteRecordsFile.Choose(configuration.Home, configuration.S3BucketName is null ? null : StoreName(configuration), objectStore));
                var rows = new SqliteAssignmentRepository(database);
                var rowsOfAnswers = new SqliteAnswerRepository(database);
                return new RecordStores("sqlite", rows, rowsOfAnswers, rows, rowsOfAnswers, new SqliteIdentity(database), database.Path);
        }
    }
}
