using System.Text;
using ImageStorage.Pairing;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageStorage.Records.Mongo;

/// <summary>Keeps the identity of a database in its collection <c>store_identity</c>, apart from the records that other applications read.</summary>
/// <param name="connection">The database.</param>
/// <param name="database">The database's name.</param>
internal sealed class MongoIdentity(MongoConnection connection, string database) : IStoreIdentity
{
    private const string Collection = "store_identity";
    private const string Id = "store";
    private const string Json = "json";

    public string Store { get; } = $"the MongoDB database '{database}'";

    public Task<StoreIdentity?> FindAsync(CancellationToken cancellationToken) => connection.RunAsync(
        "read the identity of the records",
        async (client, token) =>
        {
            var found = await client.GetCollection<BsonDocument>(Collection).Find(new BsonDocument("_id", Id)).FirstOrDefaultAsync(token).ConfigureAwait(false);
            return found is null ? null : StoreIdentityJson.Read(Encoding.UTF8.GetBytes(found.GetValue(Json, "").ToString()!), Store);
        },
        cancellationToken);

    public async Task<StoreIdentity> CreateAsync(StoreIdentity identity, CancellationToken cancellationToken)
    {
        await connection.RunAsync(
            "write the identity of the records",
            async (client, token) =>
            {
                try
                {
                    await client.GetCollection<BsonDocument>(Collection).InsertOneAsync(Document(identity), null, token).ConfigureAwait(false);
                }
                catch (MongoException exception) when (MongoErrors.IsDuplicate(exception))
                {
                    // Another process was first; read back below.
                }

                return true;
            },
            cancellationToken).ConfigureAwait(false);
        return await FindAsync(cancellationToken).ConfigureAwait(false) ?? identity;
    }

    public Task ReplaceAsync(StoreIdentity identity, CancellationToken cancellationToken) => connection.RunAsync(
        "write the identity of the records",
        (client, token) => client.GetCollection<BsonDocument>(Collection).UpdateOneAsync(
            new BsonDocument("_id", Id), new BsonDocument("$set", new BsonDocument(Json, Text(identity))), new UpdateOptions { IsUpsert = true }, token),
        cancellationToken);

    private static BsonDocument Document(StoreIdentity identity) =>
        new() { { "_id", Id }, { Json, Text(identity) } };

    private static string Text(StoreIdentity identity) => Encoding.UTF8.GetString(StoreIdentityJson.Write(identity));
}
