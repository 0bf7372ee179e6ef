namespace ImageStorage.Infrastructure;

/// <summary>The record store: it answers, and has its indexes.</summary>
internal sealed class RecordChecks(IAssignmentRepository records, IRecordIndexes indexes) : ICheckFamily
{
    public IEnumerable<Check> Checks(InfrastructureRequest request, CancellationToken stop) =>
    [
        new(CheckNames.RecordStore, CheckArea.Records, ReachableAsync),
        new(CheckNames.RecordIndexes, CheckArea.Records, IndexesAsync),
    ];

    private async Task<Finding> ReachableAsync(CancellationToken cancellationToken)
    {
        const string Expected = "answers";
        try
        {
            _ = await records.ListAsync(new AssignmentQuery { PageSize = 1 }, cancellationToken).ConfigureAwait(false);
            return Finding.Passed(Expected, Expected, "The record store answers.");
        }
        catch (ImageStorageException exception)
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
