using System.Runtime.CompilerServices;
using System.Text;
using ImageStorage.Records.Mapping;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageStorage.Records.Mongo;

/// <summary>
/// Keeps the students' answers in a collection beside that of the records. An answer's <c>_id</c> consists of its three ids, so that it is
/// unique even when the index could not be created.
/// </summary>
/// <param name="connection">The database, which the repository of the records disposes of.</param>
internal sealed class MongoAnswerRepository(MongoConnection connection) : IAnswerRepository, IDisposable
{
    public const string CollectionName = "student_answers";

    private const string Id = "_id";
    private const int PageSize = 100;
    private const int DeletedAtOnce = 1000;

    // A document is limited to 16 MB and holds two answers, the latest and the best.
    private const int MaxAnswerBytes = 8_000_000;

    private static readonly BsonDocument ByStudent = new() { { AnswerFields.StudentId, 1 }, { AnswerFields.QuestionId, 1 } };

    private readonly MongoCollection _answers = new(connection, CollectionName, MongoIndexes.OfAnswers);

    public async Task<IReadOnlyList<StudentAnswer>> SubmitAsync(AnswerSubmission submission, CancellationToken cancellationToken)
    {
        // All are measured before the first write, so that no answer is refused after others were stored.
        foreach (var answer in submission.Answers)
            Measure(answer);

        var stored = new List<StudentAnswer>();
        foreach (var answer in AnswerMapper.FirstAnswers(submission))
        {
            stored.Add(await _answers.RunAsync(
                $"store an answer to the assignment '{submission.AssignmentId}'",
                (collection, token) => SubmitOneAsync(collection, answer, submission.SubmissionId, token),
                cancellationToken).ConfigureAwait(false));
        }

        return stored;
    }

    public async IAsyncEnumerable<StudentAnswer> ListAsync(
        string assignmentId, string? studentId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (StudentAnswer? last = null; ;)
        {
            var filter = Listed(assignmentId, studentId, last);
            var page = await _answers.RunAsync(
                $"list the answers to the assignment '{assignmentId}'",
                (collection, token) => FindAsync(collection, filter, token),
                cancellationToken).ConfigureAwait(false);
            foreach (var answer in page)
                yield return answer;
            if (page.Count < PageSize)
                yield break;
            last = page[^1];
        }
    }

    public async Task AddAsync(IReadOnlyList<StudentAnswer> answers, CancellationToken cancellationToken)
    {
        foreach (var answer in answers)
        {
            await _answers.RunAsync(
                $"bring back an answer to the assignment '{answer.AssignmentId}'",
                (collection, token) => InsertAsync(collection, answer, AnswerMapper.Restored, token),
                cancellationToken).ConfigureAwait(false);
        }
    }

    public async Task DeleteAsync(string assignmentId, CancellationToken cancellationToken)
    {
        // In parts, each within the time of one operation.
        while (await _answers.RunAsync(
            $"remove the answers to the assignment '{assignmentId}'",
            (collection, token) => DeleteSomeAsync(collection, assignmentId, token),
            cancellationToken).ConfigureAwait(false))
        {
        }
    }

    public void Dispose() => _answers.Dispose();

    private static void Measure(ScoredAnswer answer)
    {
        if (Encoding.UTF8.GetByteCount(answer.Answer) > MaxAnswerBytes)
        {
            throw new ImageStorageException(
                ImageStorageError.AssignmentTooLarge,
                $"The answer to the question '{answer.QuestionId}' is larger than 8 MB, the limit with MongoDB. Shorten it.");
        }
    }

    private static async Task<StudentAnswer> SubmitOneAsync(
        IMongoCollection<BsonDocument> collection, StudentAnswer answer, string submissionId, CancellationToken cancellationToken)
    {
        // Each write is conditional and matches nothing when another came in between; then it is tried again.
        while (true)
        {
            using var cursor = await collection
                .FindAsync<BsonDocument>(KeyOf(answer), new() { Limit = 1 }, cancellationToken).ConfigureAwait(false);
            var found = await cursor.FirstOrDefaultAsync(cancellationToken).ConfigureAwait(false);
            if (found?.GetValue(AnswerFields.SubmissionId, BsonNull.Value) == submissionId)
                return Read(found);

            if (found is null)
            {
                if (await InsertAsync(collection, answer, submissionId, cancellationToken).ConfigureAwait(false) is { } inserted)
                    return Read(inserted);
            }
            else if (await UpdateAsync(collection, Read(found), answer, submissionId, cancellationToken).ConfigureAwait(false) is { } written)
            {
                return Read(written);
            }
        }
    }

    private static async Task<BsonDocument?> InsertAsync(
        IMongoCollection<BsonDocument> collection, StudentAnswer answer, string submissionId, CancellationToken cancellationToken)
    {
        var document = new BsonDocument(Id, KeyOf(answer));
        document.AddRange(Fields(AnswerMapper.ToFields(answer, submissionId)));
        try
        {
            await collection.InsertOneAsync(document, cancellationToken: cancellationToken).ConfigureAwait(false);
            return document;
        }
        catch (MongoException exception) when (MongoErrors.IsDuplicate(exception))
        {
            return null;
        }
    }

    private static async Task<BsonDocument?> UpdateAsync(
        IMongoCollection<BsonDocument> collection, StudentAnswer current, StudentAnswer answer, string submissionId,
        CancellationToken cancellationToken)
    {
        var isBest = answer.Score > current.BestScore;
        var filter = KeyOf(answer);
        filter.Add(AnswerFields.SubmissionId, new BsonDocument("$ne", submissionId));
        // Negated, so that an answer without a best score matches too; otherwise the loop would never end.
        filter.Add(AnswerFields.BestScore, new BsonDocument("$not", new BsonDocument(isBest ? "$gte" : "$lt", (long)answer.Score)));

        var changes = AnswerMapper.LatestFields(answer, submissionId);
        var update = new BsonDocument
        {
            { "$set", Fields(isBest ? [.. changes, .. AnswerMapper.BestFields(answer)] : changes) },
            { "$inc", new BsonDocument(AnswerFields.Attempts, 1L) },
        };
        return await collection.FindOneAndUpdateAsync<BsonDocument>(
            filter, update, new() { ReturnDocument = ReturnDocument.After }, cancellationToken).ConfigureAwait(false);
    }

    private static async Task<List<StudentAnswer>> FindAsync(
        IMongoCollection<BsonDocument> collection, BsonDocument filter, CancellationToken cancellationToken)
    {
        var options = new FindOptions<BsonDocument> { Sort = ByStudent, Limit = PageSize };
        using var cursor = await collection.FindAsync<BsonDocument>(filter, options, cancellationToken).ConfigureAwait(false);
        return (await cursor.ToListAsync(cancellationToken).ConfigureAwait(false)).ConvertAll(Read);
    }

    private static async Task<bool> DeleteSomeAsync(
        IMongoCollection<BsonDocument> collection, string assignmentId, CancellationToken cancellationToken)
    {
        var options = new FindOptions<BsonDocument> { Projection = new BsonDocument(Id, 1), Limit = DeletedAtOnce };
        using var cursor = await collection.FindAsync<BsonDocument>(
            new BsonDocument(AnswerFields.AssignmentId, assignmentId), options, cancellationToken).ConfigureAwait(false);
        var ids = (await cursor.ToListAsync(cancellationToken).ConfigureAwait(false)).ConvertAll(document => document[Id]);
        if (ids.Count == 0)
            return false;

        // Single deletions within one command, because the driver does not retry a deletion of many by one filter.
        await collection.BulkWriteAsync(
            ids.ConvertAll(id => new DeleteOneModel<BsonDocument>(new BsonDocument(Id, id))), cancellationToken: cancellationToken)
            .ConfigureAwait(false);
        return ids.Count == DeletedAtOnce;
    }

    private static BsonDocument Listed(string assignmentId, string? studentId, StudentAnswer? after)
    {
        var filter = new BsonDocument(AnswerFields.AssignmentId, assignmentId);
        if (studentId is not null)
            filter.Add(AnswerFields.StudentId, studentId);
        if (after is null)
            return filter;

        var sameStudent = new BsonDocument
        {
            { AnswerFields.StudentId, after.StudentId },
            { AnswerFields.QuestionId, new BsonDocument("$gt", after.QuestionId) },
        };
        return filter.Add(
            "$or", new BsonArray { new BsonDocument(AnswerFields.StudentId, new BsonDocument("$gt", after.StudentId)), sameStudent });
    }

    private static BsonDocument KeyOf(StudentAnswer answer) => new()
    {
        { AnswerFields.AssignmentId, answer.AssignmentId },
        { AnswerFields.StudentId, answer.StudentId },
        { AnswerFields.QuestionId, answer.QuestionId },
    };

    private static BsonDocument Fields(IReadOnlyList<KeyValuePair<string, object?>> fields) =>
        new(fields.Select(field => new BsonElement(field.Key, BsonFields.ToBson(field.Value))));

    private static StudentAnswer Read(BsonDocument document) => AnswerMapper.FromFields(BsonFields.Read(document));
}
