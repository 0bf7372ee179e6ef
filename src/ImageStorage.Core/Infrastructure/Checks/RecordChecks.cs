namespace ImageStorage.Infrastructure.Checks;

/// <summary>The record store with the students' answers beside it: both answer, and have their indexes.</summary>
/// <param name="records">The records.</param>
/// <param name="answers">The students' answers.</param>
/// <param name="indexes">The indexes of both.</param>
/// <param name="knowsMongo">True when the records are in the MongoDB that is configured.</param>
/// <param name="knowsDynamo">True when they are in the DynamoDB table that is configured, or that the outputs name.</param>
internal sealed class RecordChecks(
    IAssignmentRepository records, IAnswerRepository answers, IRecordIndexes indexes, bool knowsMongo, bool knowsDynamo) : ICheckFamily
{
    private const string Mongo = "mongodb";
    private const string Dynamo = "dynamodb";

    // An assignment of this name does no harm: any answer is one.
    private const string Probe = "check-infrastructure";

    // What is configured instead is not the stack's: that it answers would say nothing.
    public IEnumerable<Check> Checks(InfrastructureRequest request, CancellationToken stop) => request.Expectations switch
    {
        { RecordStore: Mongo } when !knowsMongo => Unknown(
            "The records are in MongoDB, whose connection string is not known here.", $"Set {SettingName.MongoUri} where MongoDB can be reached."),
        { RecordStore: Dynamo } when !knowsDynamo => Unknown(
            "The records are in DynamoDB, and the outputs name no table.", "Run terraform apply to its end, and write the outputs again."),
        { IsWholeStack: true } when !knowsMongo && !knowsDynamo => Unknown(
            "The outputs name no record store, and none is configured.", $"Run terraform apply to its end, or set {SettingName.MongoUri}."),
        _ => Known(stop),
    };

    private IEnumerable<Check> Known(CancellationToken stop)
    {
        var store = new Reading<Finding>(ReachableAsync, stop);
        return
        [
            new(CheckNames.RecordStore, CheckArea.Records, store.GetAsync),
            new(CheckNames.RecordIndexes, CheckArea.Records, async token =>
            {
                // The store is asked first, because MongoDB's indexes are made with the first question.
                _ = await store.GetAsync(token).ConfigureAwait(false);
                return await IndexesAsync(token).ConfigureAwait(false);
            }),
        ];
    }

    private static IEnumerable<Check> Unknown(string reason, string remedy)
    {
        foreach (var name in (string[])[CheckNames.RecordStore, CheckNames.RecordIndexes])
            yield return new Check(name, CheckArea.Records, _ => Task.FromResult(Finding.Unknown(reason, remedy)));
    }

    private async Task<Finding> ReachableAsync(CancellationToken cancellationToken)
    {
        const string Expected = "answers";
        try
        {
            _ = await records.ListAsync(new AssignmentQuery { PageSize = 1 }, cancellationToken).ConfigureAwait(false);
            await foreach (var _ in answers.ListAsync(Probe, studentId: null, cancellationToken).ConfigureAwait(false))
                break;
            return Finding.Passed(Expected, Expected, "The record store answers.");
        }
        catch (ImageStorageException exception) when (exception.Error != ImageStorageError.StorageAccessDenied)
        {
            // That it answers is the very question: a record store that does not is not a check that could not run.
            return Finding.Failed(
                Expected, "does not", exception.Message, $"Check {SettingName.MongoUri} or {SettingName.DynamoDBTableName}, and the credentials.");
        }
    }

    private async Task<Finding> IndexesAsync(CancellationToken cancellationToken)
    {
        var found = await indexes.FindAsync(cancellationToken).ConfigureAwait(false);
        var expected = string.Join(", ", indexes.Expected);
        var missing = string.Join(", ", indexes.Expected.Except(found));
        return missing.Length == 0
            ? Finding.Passed(expected, expected, "The record store has all its indexes.")
            : Finding.Failed(
                expected, "without " + missing, $"The record store lacks {missing}: finding and listing are slow or fail.",
                "In MongoDB allow createIndex, or make them by hand; DynamoDB gets them by terraform apply.");
    }
}
