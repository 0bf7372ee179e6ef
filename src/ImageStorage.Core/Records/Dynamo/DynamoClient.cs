using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ImageStorage.Resilience;

namespace ImageStorage.Records.Dynamo;

/// <summary>Sends one table's requests, each with the core's retries and errors.</summary>
internal sealed class DynamoClient(IAmazonDynamoDB client, string table, DynamoTableKind kind, ResilientCalls calls)
{
    public string Table => table;

    /// <summary>Sends one request. The function gets the number of the attempt, from 1.</summary>
    public Task<T> SendAsync<T>(
        string operation, string key, DynamoCall call, Func<int, CancellationToken, Task<T>> send, CancellationToken cancellationToken)
    {
        var tried = calls.Begin(operation, key);
        return calls.RunAsync(
            tried,
            async token =>
            {
                try
                {
                    return await send(tried.Attempt, token).ConfigureAwait(false);
                }
                catch (Exception exception) when (!token.IsCancellationRequested && exception is not ConditionalCheckFailedException)
                {
                    throw DynamoErrors.From(exception, call);
                }
            },
            cancellationToken);
    }

    public DynamoCall Call(string doing, string action, string? index = null) =>
        new(
            doing, "dynamodb:" + action, table, kind,
            client.Config.RegionEndpoint?.SystemName ?? client.Config.AuthenticationRegion ?? "", index);

    /// <summary>Reads an item with strong consistency; null when there is none.</summary>
    public async Task<Dictionary<string, AttributeValue>?> GetAsync(string assignmentId, CancellationToken cancellationToken)
    {
        var request = new GetItemRequest { TableName = table, Key = Key(assignmentId), ConsistentRead = true };
        var answer = await SendAsync(
            $"{kind.Name}.get", assignmentId, Call("read", "GetItem"), (_, token) => client.GetItemAsync(request, token), cancellationToken)
            .ConfigureAwait(false);
        return answer.Item is { Count: > 0 } item ? item : null;
    }

    /// <summary>Reads all items of a query, page by page of at most 1 MB, as they are asked for.</summary>
    public async IAsyncEnumerable<Dictionary<string, AttributeValue>> QueryAsync(
        QueryRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        request.TableName = table;
        var call = Call("list", "Query", request.IndexName);
        do
        {
            var answer = await SendAsync(
                $"{kind.Name}.list", table, call, (_, token) => client.QueryAsync(request, token), cancellationToken).ConfigureAwait(false);
            foreach (var item in answer.Items ?? [])
                yield return item;
            request.ExclusiveStartKey = answer.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }

    /// <summary>Reads all items of a scan.</summary>
    public async IAsyncEnumerable<Dictionary<string, AttributeValue>> ScanAsync(
        ScanRequest request, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        request.TableName = table;
        do
        {
            var answer = await SendAsync(
                $"{kind.Name}.scan", table, Call("list", "Scan"), (_, token) => client.ScanAsync(request, token), cancellationToken)
                .ConfigureAwait(false);
            foreach (var item in answer.Items ?? [])
                yield return item;
            request.ExclusiveStartKey = answer.LastEvaluatedKey;
        }
        while (request.ExclusiveStartKey is { Count: > 0 });
    }

    public static Dictionary<string, AttributeValue> Key(string assignmentId) => new() { [DynamoTable.Id] = new() { S = assignmentId } };
}
