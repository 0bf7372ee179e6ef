using ImageStorage.Records;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageStorage.Infrastructure;

/// <summary>The indexes of the collection. Compared by what they index: somebody may have made one under another name.</summary>
internal sealed class MongoRecordIndexes(string uri, string database, MongoOptions options) : IRecordIndexes
{
    public IReadOnlyList<string> Expected { get; } = [.. MongoIndexes.OfAssignments.Select(model => model.Options.Name)];

    public async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken)
    {
        using var client = await MongoClients.CreateAsync(uri, options, cancellationToken).ConfigureAwait(false);
        var collection = client.GetDatabase(database).GetCollection<BsonDocument>(MongoAssignmentRepository.CollectionName);
        try
        {
            using var cursor = await collection.Indexes.ListAsync(cancellationToken).ConfigureAwait(false);
            var keys = (await cursor.ToListAsync(cancellationToken).ConfigureAwait(false)).Select(index => index["key"].AsBsonDocument).ToHashSet();
            return [.. MongoIndexes.OfAssignments.Where(model => keys.Contains(Keys(collection, model))).Select(model => model.Options.Name)];
        }
        catch (Exception exception) when (MongoErrors.IsKnown(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw MongoErrors.From(exception, "list the indexes", client.Cluster.Description);
        }
    }

    private static BsonDocument Keys(IMongoCollection<BsonDocument> collection, CreateIndexModel<BsonDocument> model) =>
        model.Keys.Render(new RenderArgs<BsonDocument>(collection.DocumentSerializer, collection.Settings.SerializerRegistry));
}
