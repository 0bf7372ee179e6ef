using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ImageStorage.Aws;
using ImageStorage.Objects.S3;
using ImageStorage.Records.Mapping;
using ImageStorage.Resilience;
using ImageStorage.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageStorage.Records.Dynamo;

/// <summary>A table of a test's own, as the infrastructure makes it, and the client to look behind the repository.</summary>
internal sealed class MotoTable : IDisposable
{
    private MotoTable(Uri endpoint, string name)
    {
        Endpoint = endpoint;
        Name = name;
        Client = AwsClients.CreateDynamoDB(MotoBucket.Configuration(endpoint), endpoint);
    }

    public Uri Endpoint { get; }

    public string Name { get; }

    public AmazonDynamoDBClient Client { get; }

    public static async Task<MotoTable> CreateAsync(MotoServer moto, bool withIndexes = true)
    {
        var table = new MotoTable(await moto.RequireAsync(), $"test-{Guid.NewGuid():N}");
        await table.Client.CreateTableAsync(new CreateTableRequest
        {
            TableName = table.Name,
            BillingMode = BillingMode.PAY_PER_REQUEST,
            KeySchema = [new(DynamoTable.Id, KeyType.HASH)],
            AttributeDefinitions =
            [
                new(DynamoTable.Id, ScalarAttributeType.S),
                .. withIndexes
                    ? [
                        new(AssignmentFields.TeacherId, ScalarAttributeType.S), new(DynamoTable.List, ScalarAttributeType.S),
                        new(AssignmentFields.CreatedAt, ScalarAttributeType.N), new(AssignmentFields.GenerationKey, ScalarAttributeType.S),
                    ]
                    : Array.Empty<AttributeDefinition>(),
            ],
            GlobalSecondaryIndexes = withIndexes
                ? [
                    Index(DynamoTable.TeacherIndex, AssignmentFields.TeacherId), Index(DynamoTable.ListIndex, DynamoTable.List),
                    Index(DynamoTable.GenerationIndex, AssignmentFields.GenerationKey),
                ]
                : null,
        });
        return table;
    }

    /// <summary>Makes the table of answers too.</summary>
    public Task CreateAnswersAsync() => Client.CreateTableAsync(new CreateTableRequest
    {
        TableName = DynamoAnswerTable.NameBeside(Name),
        BillingMode = BillingMode.PAY_PER_REQUEST,
        KeySchema = [new(AnswerFields.AssignmentId, KeyType.HASH), new(DynamoAnswerTable.AnswerId, KeyType.RANGE)],
        AttributeDefinitions = [new(AnswerFields.AssignmentId, ScalarAttributeType.S), new(DynamoAnswerTable.AnswerId, ScalarAttributeType.S)],
    });

    public DynamoAnswerRepository OpenAnswers(AtomicDynamoDBClient client, TimeProvider? time = null, string? table = null) =>
        new(client, DynamoAnswerTable.NameBeside(table ?? Name), Calls(time ?? TimeProvider.System));

    public DynamoAssignmentRepository Open(Uri? endpoint = null, TimeProvider? time = null, string? table = null) => new(
        new AtomicDynamoDBClient(endpoint ?? Endpoint),
        table ?? Name,
        Calls(time ?? TimeProvider.System),
        time ?? TimeProvider.System);

    public async Task<Dictionary<string, AttributeValue>> ItemAsync(string id) =>
        (await Client.GetItemAsync(Name, DynamoClient.Key(id))).Item;

    public void Dispose() => Client.Dispose();

    private static ResilientCalls Calls(TimeProvider time) => new("record store", NullLogger.Instance, time, DynamoTable.Resilience, () => 1);

    private static GlobalSecondaryIndex Index(string name, string partition) => new()
    {
        IndexName = name,
        KeySchema = [new(partition, KeyType.HASH), new(AssignmentFields.CreatedAt, KeyType.RANGE)],
        Projection = new Projection { ProjectionType = ProjectionType.ALL },
    };
}
