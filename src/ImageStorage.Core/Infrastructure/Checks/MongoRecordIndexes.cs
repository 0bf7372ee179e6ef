using ImageStorage.Records.Mongo;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>
/// The indexes of the collections of records and answers. Compared by what they index: somebody may have made one under another name. A
/// collection that is not there yet gets them with its first document.
/// </summary>
internal sealed class MongoRecordIndexes(string uri, string database, MongoOptions options) : IRecordIndexes
{
    public IReadOnlyList<string> Expected { get; } = [.. Names(MongoIndexes.OfAssignments), .. Names(MongoIndexes.OfAnswers)];

    public async Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken)
    {
        using var client = await MongoClients.CreateAsync(uri, options, cancellationToken).ConfigureAwait(false);
        var store = client.GetDatabase(database);
        try
        {
            var records = await FindAsync(
                store, MongoAssignmentRepository.CollectionName, MongoIndexes.OfAssignments, cancellationToken).ConfigureAwait(false);
            var answers = await FindAsync(
                store, MongoAnswerRepository.CollectionName, MongoIndexes.OfAnswers, cancellationToken).ConfigureAwait(false);
            return [.. records, .. answers];
        }
        catch (Exception exception) when (MongoErrors.IsKnown(exception) && !cancellationToken.IsCancellationRequested)
        {
            throw MongoErrors.From(exception, "list the indexes", client.Cluster.Description);
        }
    }

    private static async Task<IEnumerable<string>> FindAsync(
        IMongoDatabase database, string name, IReadOnlyList<CreateIndexModel<BsonDocument>> expected, CancellationToken cancellationToken)
    {
        var collection = database.GetCollection<BsonDocument>(name);
        using var cursor = await collection.Indexes.ListAsync(cancellationToken).ConfigureAwait(false);
        var indexes = await cursor.ToListAsync(cancellationToken).ConfigureAwait(false);
        // A collection that is there has at least the index of _id.
        if (indexes.Count == 0)
            return Names(expected);

        var keys = indexes.Select(index => index.GetValue("key", BsonNull.Value)).ToHashSet();
        return Names(expected.Where(model => keys.Contains(Keys(collection, model))));
    }

    private static IEnumerable<string> Names(IEnumerable<CreateIndexModel<BsonDocument>> models) => models.Select(model => model.Options.Name);

    private static BsonDocument Keys(IMongoCollection<BsonDocument> collection, CreateIndexModel<BsonDocument> model) =>
        model.Keys.Render(new RenderArgs<BsonDocument>(collection.DocumentSerializer, collection.Settings.SerializerRegistry));
}
