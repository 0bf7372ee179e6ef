namespace ImageStorage.Infrastructure;

/// <summary>The record store: it answers, and has its indexes.</summary>
/// <param name="records">The records.</param>
/// <param name="indexes">Their indexes.</param>
/// <param name="knowsMongo">True when the records are in the MongoDB that is configured.</param>
internal sealed class RecordChecks(IAssignmentRepository records, IRecordIndexes indexes, bool knowsMongo) : ICheckFamily
{
    private const string Mongo = "mongodb";

    // What is configured instead is not the stack's: that it answers would say nothing.
    public IEnumerable<Check> Checks(InfrastructureRequest request, CancellationToken stop) => request.Expectations.RecordStore == Mongo && !knowsMongo
        ? [Unknown(CheckNames.RecordStore), Unknown(CheckNames.RecordIndexes)]
        : [new(CheckNames.RecordStore, CheckArea.Records, ReachableAsync), new(CheckNames.RecordIndexes, CheckArea.Records, IndexesAsync)];

    private static Check Unknown(string name) => Check.Skipped(
        name, CheckArea.Records, "The records are in MongoDB, whose connection string is not known here.", $"Set {SettingName.MongoUri} where MongoDB can be reached.");

    private async Task<Finding> ReachableAsync(CancellationToken cancellationToken)
    {
        const string Expected = "answers";
        try
        {
            _ = await records.ListAsync(new AssignmentQuery { PageSize = 1 }, cancellationToken).ConfigureAwait(false);
            return Finding.Passed(Expected, Expected, "The record store answers.");
        }
        catch (ImageStorageException exception) when (exception.Error != ImageStorageError.StorageAccessDenied)
        {
            // That it answers is the very question: a record store that does not is not a check that could not run.
            return Finding.Failed(Expected, "does not", exception.Message, $"Check {SettingName.MongoUri} or {SettingName.DynamoDBTableName}, the network and the credentials.");
        }
    }

    private async Task<Finding> IndexesAsync(CancellationToken cancellationToken)
    {
        var found = await indexes.FindAsync(cancellationToken).ConfigureAwait(false);
        var expected = string.Join(", ", indexes.Expected);
        string[] missing = [.. indexes.Expected.Except(found)];
        return missing.Length == 0
            ? Finding.Passed(expected, expected, "The record store has all its indexes.")
            : Finding.Failed(
                expected, "without " + string.Join(", ", missing), $"The record store lacks the index {string.Join(", ", missing)}: finding and listing are slow or fail.",
                "In MongoDB allow createIndex, or make them by hand; a DynamoDB table gets them by terraform apply.");
    }
}
