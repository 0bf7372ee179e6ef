using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ImageStorage.Records.Dynamo;
using ImageStorage.Resilience;
using ImageStorage.Testing;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>The tables' indexes and keys.</summary>
public sealed class DynamoRecordIndexesTests(MotoServer moto)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task FindAsync_of_tables_as_the_infrastructure_makes_them_finds_all()
    {
        using var table = await MotoTable.CreateAsync(moto);
        await table.CreateAnswersAsync();
        var indexes = Open(table);

        Assert.Equal(indexes.Expected.Order(), (await indexes.FindAsync(Token)).Order());
    }

    [Fact]
    public async Task FindAsync_misses_the_index_that_finds_pictures_again()
    {
        using var table = await MotoTable.CreateAsync(moto);
        await table.CreateAnswersAsync();
        await table.Client.UpdateTableAsync(
            new UpdateTableRequest
            {
                TableName = table.Name,
                GlobalSecondaryIndexUpdates = [new() { Delete = new() { IndexName = "generation_key-created_at-index" } }],
            },
            Token);

        Assert.Equal(["generation_key-created_at-index"], await MissingAsync(table));
    }

    [Fact]
    public async Task FindAsync_misses_a_table_of_answers_that_is_not_there()
    {
        using var table = await MotoTable.CreateAsync(moto);

        Assert.Equal(
            [$"the table '{table.Name}-answers' with the partition key 'assignment_id' and the sort key 'answer_id' (both strings)"],
            await MissingAsync(table));
    }

    [Fact]
    public async Task FindAsync_misses_a_table_of_answers_with_another_key()
    {
        using var table = await MotoTable.CreateAsync(moto);
        await table.Client.CreateTableAsync(
            new CreateTableRequest
            {
                TableName = table.Name + "-answers",
                BillingMode = BillingMode.PAY_PER_REQUEST,
                KeySchema = [new("assignment_id", KeyType.HASH)],
                AttributeDefinitions = [new("assignment_id", ScalarAttributeType.S)],
            },
            Token);

        Assert.Contains("answer_id", Assert.Single(await MissingAsync(table)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task FindAsync_of_a_table_that_is_not_there_cannot_judge()
    {
        using var table = await MotoTable.CreateAsync(moto);
        var indexes = new DynamoRecordIndexes(new Lazy<IAmazonDynamoDB>(table.Client), "no-such-table", Calls());

        var skipped = await Assert.ThrowsAsync<CheckNotMadeException>(() => indexes.FindAsync(Token));

        Assert.Contains("'no-such-table'", skipped.Message, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> MissingAsync(MotoTable table)
    {
        var indexes = Open(table);
        return indexes.Expected.Except(await indexes.FindAsync(Token));
    }

    private static DynamoRecordIndexes Open(MotoTable table) => new(new Lazy<IAmazonDynamoDB>(table.Client), table.Name, Calls());

    private static CheckCalls Calls() => new(new ResilientCalls("service", NullLogger.Instance, TimeProvider.System));
}
