using ImageStorage.Records.Mapping;
using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageStorage.Records.Mongo;

/// <summary>
/// Keeps the records in a collection of MongoDB, which an existing application reads and writes too. Records are found by
/// <c>assignment_id</c>, so that those of other applications may have any <c>_id</c>; those of this one have the assignment id there too, so
/// that they are unique even when the index of assignment ids could not be created.
/// </summary>
/// <param name="connection">The database; disposed of with this.</param>
internal sealed class MongoAssignmentRepository(MongoConnection connection) : IAssignmentRepository, IDisposable
{
    /// <summary>The collection's name, which an existing application uses too.</summary>
    public const string CollectionName = "assignments";

    private const string Id = "_id";

    private static readonly BsonDocument OurFields = new(
        AssignmentFields.All.Append(AssignmentFields.LegacyS3ImageName).Select(name => new BsonElement(name, 1)).Prepend(new(Id, 0)));

    private static readonly BsonDocument NewestFirst = new() { { AssignmentFields.CreatedAt, -1 }, { AssignmentFields.AssignmentId, -1 } };

    private readonly MongoCollection _assignments = new(connection, CollectionName, MongoIndexes.OfAssignments);

    public MongoAssignmentRepository(string uri, string database, MongoOptions options, ILogger logger)
        : this(new MongoConnection(uri, database, options, logger))
    {
    }

    public Task InsertAsync(Assignment assignment, CancellationToken cancellationToken)
    {
        var document = new BsonDocument(Id, assignment.AssignmentId);
        foreach (var (name, value) in AssignmentMapper.ToFields(assignment))
            document.Add(name, BsonFields.ToBson(value));
        return _assignments.RunAsync(
            $"add the assignment '{assignment.AssignmentId}'",
            async (collection, token) =>
            {
                try
                {
                    await collection.InsertOneAsync(document, cancellationToken: token).ConfigureAwait(false);
                    return true;
                }
                catch (MongoException exception) when (MongoErrors.IsDuplicate(exception))
                {
                    throw new ImageStorageException(
                        ImageStorageError.AssignmentAlreadyExists,
                        $"The assignment '{assignment.AssignmentId}' exists already. Use another id.",
                        exception);
                }
            },
            cancellationToken);
    }

    public Task<Assignment?> FindAsync(string assignmentId, CancellationToken cancellationToken) => _assignments.RunAsync(
        $"read the assignment '{assignmentId}'",
        async (collection, token) =>
        {
            var found = await FirstAsync(collection, ById(assignmentId), token).ConfigureAwait(false);
            return found is null ? null : Read(found);
        },
        cancellationToken);

    public async Task<Assignment> UpdateAsync(Assignment current, Assignment changed, CancellationToken cancellationToken)
    {
        var changes = AssignmentMapper.Changes(current, changed);
        var written = changed with { Revision = current.Revision + 1 };
        var isWritten = await _assignments.RunAsync(
            $"change the assignment '{current.AssignmentId}'",
            (collection, token) => UpdateAsync(collection, current, written, changes, token),
            cancellationToken).ConfigureAwait(false);
        return isWritten
            ? written
            : throw new ImageStorageException(
                ImageStorageError.AssignmentConflict,
                $"The assignment '{current.AssignmentId}' was changed or removed by another process meanwhile. Read it again and repeat the change.");
    }

    public Task<bool> DeleteAsync(string assignmentId, CancellationToken cancellationToken) => _assignments.RunAsync(
        $"remove the assignment '{assignmentId}'",
        async (collection, token) =>
            (await collection.DeleteOneAsync(ById(assignmentId), token).ConfigureAwait(false)).DeletedCount > 0,
        cancellationToken);

    public Task<Assignment?> FindPictureAsync(string prompt, string modelId, long? seed, CancellationToken cancellationToken)
    {
        var query = new PictureQuery(prompt, modelId, seed);
        return _assignments.RunAsync<Assignment?>(
            "look for a picture",
            async (collection, token) =>
            {
                var options = new FindOptions<BsonDocument> { Projection = OurFields, Sort = NewestFirst };
                using var cursor = await collection.FindAsync<BsonDocument>(MongoFilters.Of(query), options, token).ConfigureAwait(false);
                while (await cursor.MoveNextAsync(token).ConfigureAwait(false))
                {
                    if (cursor.Current.Select(Read).FirstOrDefault(query.IsMetBy) is { } found)
                        return found;
                }

                return null;
            },
            cancellationToken);
    }

    public Task<AssignmentPage> ListAsync(AssignmentQuery query, CancellationToken cancellationToken) => _assignments.RunAsync(
        "list the assignments",
        async (collection, token) =>
        {
            var options = new FindOptions<BsonDocument> { Projection = OurFields, Sort = NewestFirst, Limit = query.PageSize + 1 };
            using var cursor = await collection.FindAsync<BsonDocument>(MongoFilters.Of(query), options, token).ConfigureAwait(false);
            var documents = await cursor.ToListAsync(token).ConfigureAwait(false);
            var read = documents.ConvertAll(Read);
            var hasMore = read.Count > query.PageSize;
            if (hasMore)
                read.RemoveAt(query.PageSize);
            return new AssignmentPage(
                read.FindAll(assignment => PromptText.IsMetBy(assignment.Prompt, query)), hasMore ? AssignmentOrder.PlaceOf(read[^1]) : null);
        },
        cancellationToken);

    public void Dispose()
    {
        _assignments.Dispose();
        connection.Dispose();
    }

    private static async Task<bool> UpdateAsync(
        IMongoCollection<BsonDocument> collection, Assignment current, Assignment written,
        IReadOnlyList<KeyValuePair<string, object?>> changes, CancellationToken cancellationToken)
    {
        var filter = ById(current.AssignmentId);

        // Null also matches a document without the field, which is at revision 0.
        filter.Add(
            AssignmentFields.Revision,
            current.Revision == 0 ? new BsonDocument("$in", new BsonArray { 0L, BsonNull.Value }) : current.Revision);
        var update = new MongoUpdate(filter);
        var stored = changes.Any(change => change.Key is AssignmentFields.ImageMetadata or AssignmentFields.QuestionAnswers)
            ? await FirstAsync(collection, filter, cancellationToken).ConfigureAwait(false)
            : null;
        foreach (var (name, value) in changes)
            update.Change(name, value, written, stored);
        update.Set(AssignmentFields.Revision, written.Revision);
        var result = await collection.UpdateOneAsync(update.Filter, update.ToBson(), cancellationToken: cancellationToken).ConfigureAwait(false);
        return result.MatchedCount > 0;
    }

    private static async Task<BsonDocument?> FirstAsync(
        IMongoCollection<BsonDocument> collection, BsonDocument filter, CancellationToken cancellationToken)
    {
        var options = new FindOptions<BsonDocument> { Projection = OurFields, Limit = 1 };
        using var cursor = await collection.FindAsync<BsonDocument>(filter, options, cancellationToken).ConfigureAwait(false);
        return await cursor.FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
    }

    private static BsonDocument ById(string assignmentId) => new(AssignmentFields.AssignmentId, assignmentId);

    private static Assignment Read(BsonDocument document) => AssignmentMapper.FromFields(BsonFields.Read(document));
}
