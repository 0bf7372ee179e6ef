using ImageStorage.Diagnostics;
using ImageStorage.Infrastructure.Checks;
using ImageStorage.Records.Mapping;
using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageStorage.Records.Mongo;

/// <summary>The indexes that finding and listing need. To make one that is there already costs a round trip and changes nothing.</summary>
internal static class MongoIndexes
{
    // Documents of others without an assignment id may be in the collection: they are neither found nor in the way of uniqueness.
    public static readonly IReadOnlyList<CreateIndexModel<BsonDocument>> OfAssignments =
    [
        new(
            new BsonDocument(AssignmentFields.AssignmentId, 1),
            new CreateIndexOptions { Name = "assignments_by_id", Unique = true, Sparse = true }),
        new(
            new BsonDocument { { AssignmentFields.CreatedAt, -1 }, { AssignmentFields.AssignmentId, -1 } },
            new CreateIndexOptions { Name = "assignments_by_time" }),
        new(
            new BsonDocument { { AssignmentFields.TeacherId, 1 }, { AssignmentFields.CreatedAt, -1 }, { AssignmentFields.AssignmentId, -1 } },
            new CreateIndexOptions { Name = "assignments_by_teacher" }),
        new(
            new BsonDocument { { AssignmentFields.GenerationKey, 1 }, { AssignmentFields.CreatedAt, -1 }, { AssignmentFields.AssignmentId, -1 } },
            new CreateIndexOptions { Name = "assignments_by_generation" }),
    ];

    public static readonly IReadOnlyList<CreateIndexModel<BsonDocument>> OfAnswers =
    [
        new(
            new BsonDocument { { AnswerFields.AssignmentId, 1 }, { AnswerFields.StudentId, 1 }, { AnswerFields.QuestionId, 1 } },
            new CreateIndexOptions { Name = "answers_by_student", Unique = true }),
    ];

    /// <summary>
    /// Makes those that are missing, each by itself: a user may lack the permission, and an index of other options or documents with
    /// the same id may stand in the way. Reading and writing work without them, only slower, so that is logged and no error.
    /// </summary>
    public static async Task EnsureAsync(
        IMongoCollection<BsonDocument> collection, IReadOnlyList<CreateIndexModel<BsonDocument>> models, ILogger logger, CancellationToken cancellationToken)
    {
        foreach (var model in models)
        {
            try
            {
                await collection.Indexes.CreateOneAsync(model, cancellationToken: cancellationToken).ConfigureAwait(false);
            }
            catch (MongoException exception) when (MongoErrors.IsRefusal(exception) || MongoErrors.IsDuplicate(exception))
            {
                new OperationEntry
                {
                    Operation = "CreateMongoIndex",
                    Result = "failure",
                    Key = model.Options.Name,
                    ErrorCode = (exception as MongoCommandException)?.CodeName ?? exception.GetType().Name,
                    Detail = exception.Message,
                }.Write(logger, LogLevel.Warning, exception);
            }
        }
    }
}
