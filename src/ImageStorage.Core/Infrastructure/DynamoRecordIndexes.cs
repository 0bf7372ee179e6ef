using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ImageStorage.Records;

namespace ImageStorage.Infrastructure;

/// <summary>The indexes of the table that can be queried now.</summary>
internal sealed class DynamoRecordIndexes(IAmazonDynamoDB client, string table, CheckCalls calls) : IRecordIndexes
{
    public IReadOnlyList<string> Expected { get; } = [DynamoTable.TeacherIndex, DynamoTable.ListIndex, DynamoTable.GenerationIndex];

    public async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken)
    {
        var answer = await calls.AskAsync(
            "dynamodb:DescribeTable", table, token => client.DescribeTableAsync(new DescribeTableRequest { TableName = table }, token), cancellationToken,
            "ResourceNotFoundException").ConfigureAwait(false);
        if (answer is null)
            throw new CheckSkippedException($"There is no table '{table}'.", $"Check {SettingName.DynamoDBTableName}.");
        return [.. (answer.Table.GlobalSecondaryIndexes ?? []).Where(index => index.IndexStatus is null || index.IndexStatus == IndexStatus.ACTIVE).Select(index => index.IndexName)];
    }
}
