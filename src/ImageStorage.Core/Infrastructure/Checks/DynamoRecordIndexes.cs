using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ImageStorage.Records.Dynamo;
using ImageStorage.Records.Mapping;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>The indexes of the table that can be queried now, and the table of the answers beside it, which needs its keys alone.</summary>
internal sealed class DynamoRecordIndexes(Lazy<IAmazonDynamoDB> client, string table, CheckCalls calls) : IRecordIndexes
{
    private readonly string _answers = DynamoAnswerTable.NameBeside(table);

    public IReadOnlyList<string> Expected => [DynamoTable.TeacherIndex, DynamoTable.ListIndex, DynamoTable.GenerationIndex, AnswerKeys];

    private string AnswerKeys => $"the table '{_answers}' with {DynamoAnswerTable.Kind.Keys}";

    public async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken)
    {
        var records = await DescribeAsync(table, cancellationToken).ConfigureAwait(false)
            ?? throw CheckNotMadeException.Unknown($"There is no table '{table}'.", $"Check {SettingName.DynamoDBTableName}.");
        var answers = await DescribeAsync(_answers, cancellationToken).ConfigureAwait(false);
        return
        [
            .. (records.GlobalSecondaryIndexes ?? [])
                .Where(index => index.IndexStatus is null || index.IndexStatus == IndexStatus.ACTIVE)
                .Select(index => index.IndexName),
            .. answers is not null && HasKeys(answers) ? [AnswerKeys] : Array.Empty<string>(),
        ];
    }

    private async Task<TableDescription?> DescribeAsync(string name, CancellationToken cancellationToken)
    {
        var answer = await calls.AskAsync(
            "dynamodb:DescribeTable",
            name,
            token => client.Value.DescribeTableAsync(new DescribeTableRequest { TableName = name }, token),
            cancellationToken,
            "ResourceNotFoundException").ConfigureAwait(false);
        return answer is null
            ? null
            : answer.Table ?? throw CheckNotMadeException.Unknown($"DynamoDB's answer does not include the table '{name}'.");
    }

    private static bool HasKeys(TableDescription table) =>
        IsKey(table, KeyType.HASH, AnswerFields.AssignmentId) && IsKey(table, KeyType.RANGE, DynamoAnswerTable.AnswerId);

    private static bool IsKey(TableDescription table, KeyType type, string name) =>
        table.KeySchema?.Any(key => key.KeyType == type && key.AttributeName == name) is true
        && table.AttributeDefinitions?.Any(attribute => attribute.AttributeName == name && attribute.AttributeType == ScalarAttributeType.S) is true;
}
