using ImageStorage.Diagnostics;
using ImageStorage.Records.Mapping;
using Microsoft.Extensions.Logging;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageStorage.Records.Mongo;

/// <summary>The indexes for finding and listing. Creating an existing one costs a round trip and changes nothing.</summary>
internal static class MongoIndexes
{
    // Sparse, because documents of other applications may have no assignment id and would violate the uniqueness.
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
    /// Creates the missing indexes one by one. The user may lack the permission, or an index with other options or duplicate ids may prevent
    /// one. Reading and writing work without indexes, only slower, so a failure is only logged.
    /// </summary>
    public static async Task EnsureAsync(
        IMongoCollection<BsonDocument> collection, IReadOnlyList<CreateIndexModel<BsonDocument>> models, ILogger logger,
        CancellationToken cancellationToken)
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
