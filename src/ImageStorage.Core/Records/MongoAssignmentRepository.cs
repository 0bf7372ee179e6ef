using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageStorage.Records;

/// <summary>
/// Keeps the records in a collection of MongoDB, which an existing application reads and writes too. Records are found by
/// <c>assignment_id</c>, so that those of others may have any <c>_id</c>; our own have the assignment id there as well, and are unique by
/// that even where the index of assignment ids could not be made.
/// </summary>
internal sealed class MongoAssignmentRepository(string uri, string database, MongoOptions options, ILogger logger)
    : IAssignmentRepository, IDisposable
{
    private const string Id = "_id";

    private static readonly BsonDocument OurFields = new(
        AssignmentFields.All.Append(AssignmentFields.LegacyS3ImageName).Select(name => new BsonElement(name, 1)).Prepend(new(Id, 0)));

    private static readonly BsonDocument NewestFirst = new() { { AssignmentFields.CreatedAt, -1 }, { AssignmentFields.AssignmentId, -1 } };

    private readonly MongoConnection _connection = new(uri, database, options, logger);

    public Task InsertAsync(Assignment assignment, CancellationToken cancellationToken)
    {
        var document = new BsonDocument(Id, assignment.AssignmentId);
        foreach (var (name, value) in AssignmentMapper.ToFields(assignment))
            document.Add(name, BsonFields.ToBson(value));
        return _connection.RunAsync(
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
                        $"There is an assignment '{assignment.AssignmentId}' already.",
                        exception);
                }
            },
            cancellationToken);
    }

    public Task<Assignment?> FindAsync(string assignmentId, CancellationToken cancellationToken) => _connection.RunAsync(
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
        var isWritten = await _connection.RunAsync(
            $"change the assignment '{current.AssignmentId}'",
            (collection, token) => UpdateAsync(collection, current, written, changes, token),
            cancellationToken).ConfigureAwait(false);
        return isWritten
            ? written
            : throw new ImageStorageException(
                ImageStorageError.AssignmentConflict,
                $"The assignment '{current.AssignmentId}' was changed or removed by someone else meanwhile. Read it again and repeat.");
    }

    public Task<bool> DeleteAsync(string assignmentId, CancellationToken cancellationToken) => _connection.RunAsync(
        $"remove the assignment '{assignmentId}'",
        async (collection, token) =>
            (await collection.DeleteOneAsync(ById(assignmentId), token).ConfigureAwait(false)).DeletedCount > 0,
        cancellationToken);

    public Task<Assignment?> FindPictureAsync(string prompt, string modelId, long? seed, CancellationToken cancellationToken) =>
        throw new NotImplementedException();

    public Task<AssignmentPage> ListAsync(AssignmentQuery query, CancellationToken cancellationToken) => _connection.RunAsync(
        "list the assignments",
        async (collection, token) =>
        {
            var options = new FindOptions<BsonDocument> { Projection = OurFields, Sort = NewestFirst, Limit = query.PageSize + 1 };
            using var cursor = await collection.FindAsync<BsonDocument>(Listed(query), options, token).ConfigureAwait(false);
            var documents = await cursor.ToListAsync(token).ConfigureAwait(false);
            var found = documents.ConvertAll(Read);
            if (found.Count <= query.PageSize)
                return new AssignmentPage(found, null);

            found.RemoveAt(query.PageSize);
            return new AssignmentPage(found, new AssignmentCursor(found[^1].CreatedAt, found[^1].AssignmentId));
        },
        cancellationToken);

    public void Dispose() => _connection.Dispose();

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

    private static BsonDocument Listed(AssignmentQuery query)
    {
        // What has no assignment id is no record of this application.
        var filter = new BsonDocument(AssignmentFields.AssignmentId, new BsonDocument("$gt", ""));
        if (query.TeacherId is not null)
            filter.Add(AssignmentFields.TeacherId, query.TeacherId);
        if (query.After is not { } after)
            return filter;

        var time = EpochSeconds.From(after.CreatedAt);
        var sooner = new BsonDocument(AssignmentFields.CreatedAt, new BsonDocument("$lt", time));
        var sameTime = new BsonDocument
        {
            { AssignmentFields.CreatedAt, time == 0 ? new BsonDocument("$in", new BsonArray { time, BsonNull.Value }) : time },
            { AssignmentFields.AssignmentId, new BsonDocument("$lt", after.AssignmentId) },
        };
        var alternatives = new BsonArray { sooner, sameTime };

        // Records without a time come last and read as 1970; a comparison with a number never matches them.
        if (time > 0)
            alternatives.Add(new BsonDocument(AssignmentFields.CreatedAt, BsonNull.Value));
        return filter.Add("$or", alternatives);
    }
}
