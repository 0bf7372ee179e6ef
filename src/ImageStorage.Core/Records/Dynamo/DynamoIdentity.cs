using System.Globalization;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ImageStorage.Pairing;
using ImageStorage.Records.Mapping;

namespace ImageStorage.Records.Dynamo;

/// <summary>
/// Keeps the identity of a table in an item of its own. Its key is no assignment id, it has no <c>teacher_id</c>, and it is in a list of
/// its own, so that no list of records has it.
/// </summary>
/// <param name="client">The client.</param>
/// <param name="table">The table, with the core's retries.</param>
internal sealed class DynamoIdentity(IAmazonDynamoDB client, DynamoClient table) : IStoreIdentity
{
    /// <summary>The item's key.</summary>
    public const string Key = ".imagestorage/store";

    private const string Json = "json";

    // With a list and a time the item does not look like a record of another application, which is searched for by their absence.
    private const string ListName = "identity";

    public string Store { get; } = $"the DynamoDB table '{table.Table}'";

    public async Task<StoreIdentity?> FindAsync(CancellationToken cancellationToken) =>
        await table.GetAsync(Key, cancellationToken).ConfigureAwait(false) is { } item
            ? StoreIdentityJson.Read(Encoding.UTF8.GetBytes(item.GetValueOrDefault(Json)?.S ?? ""), Store)
            : null;

    public async Task<StoreIdentity> CreateAsync(StoreIdentity identity, CancellationToken cancellationToken)
    {
        try
        {
            await PutAsync(identity, "attribute_not_exists(#id)", cancellationToken).ConfigureAwait(false);
        }
        catch (ConditionalCheckFailedException)
        {
            // Another process was first; read back below.
        }

        return await FindAsync(cancellationToken).ConfigureAwait(false) ?? identity;
    }

    public Task ReplaceAsync(StoreIdentity identity, CancellationToken cancellationToken) => PutAsync(identity, null, cancellationToken);

    private Task<PutItemResponse> PutAsync(StoreIdentity identity, string? condition, CancellationToken cancellationToken)
    {
        var item = DynamoClient.Key(Key);
        item[Json] = new() { S = Encoding.UTF8.GetString(StoreIdentityJson.Write(identity)) };
        item[DynamoTable.List] = new() { S = ListName };
        item[AssignmentFields.CreatedAt] = new() { N = identity.CreatedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture) };
        var request = new PutItemRequest
        {
            TableName = table.Table,
            Item = item,
            ConditionExpression = condition,
            ExpressionAttributeNames = condition is null ? null : new() { ["#id"] = DynamoTable.Id },
        };
        return table.SendAsync(
            "store.identity", Key, table.Call("write", "PutItem"), (_, token) => client.PutItemAsync(request, token), cancellationToken);
    }
}
