using Amazon.DynamoDBv2.Model;
using ImageStorage.Records.Mapping;

namespace ImageStorage.Records.Dynamo;

/// <summary>
/// The documents that the list index lacks: those that another application wrote and this one has not updated yet. Only a scan finds them,
/// so its result is cached for <see cref="Lifetime"/>: a list of all records costs one scan of the table, not one a page, and may miss what
/// another application added meanwhile. Lists of one teacher and single reads do not use it.
/// </summary>
internal sealed class DynamoUnlisted(DynamoClient client, TimeProvider timeProvider)
{
    public static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    private volatile Found? _found;

    /// <summary>The positions of the first of them after a position, in the order of lists.</summary>
    public async Task<IReadOnlyList<AssignmentCursor>> FirstAsync(AssignmentCursor? after, int count, CancellationToken cancellationToken)
    {
        var found = _found;
        if (found is null || timeProvider.GetElapsedTime(found.At) > Lifetime)
            _found = found = new Found(timeProvider.GetTimestamp(), await ScanAsync(cancellationToken).ConfigureAwait(false));

        if (after is null)
            return [.. found.Places.Take(count)];
        var index = found.Places.BinarySearch(after, AssignmentOrder.NewestFirst);
        return [.. found.Places.Skip(index < 0 ? ~index : index + 1).Take(count)];
    }

    private async Task<List<AssignmentCursor>> ScanAsync(CancellationToken cancellationToken)
    {
        var request = new ScanRequest
        {
            ProjectionExpression = "#id, #created_at",
            FilterExpression = "attribute_not_exists(#list) OR NOT attribute_type(#created_at, :number)",
            ExpressionAttributeNames = new() { ["#id"] = DynamoTable.Id, ["#created_at"] = AssignmentFields.CreatedAt, ["#list"] = DynamoTable.List },
            ExpressionAttributeValues = new() { [":number"] = new() { S = "N" } },
        };
        var places = new List<AssignmentCursor>();
        await foreach (var item in client.ScanAsync(request, cancellationToken).ConfigureAwait(false))
            places.Add(new AssignmentCursor(CreatedAt(item), item[DynamoTable.Id].S));
        places.Sort(AssignmentOrder.NewestFirst);
        return places;
    }

    private static DateTimeOffset CreatedAt(Dictionary<string, AttributeValue> item)
    {
        try
        {
            return EpochSeconds.ToTime(FieldValue.Real(DynamoItem.ToValue(item.GetValueOrDefault(AssignmentFields.CreatedAt))) ?? 0);
        }
        catch (FormatException)
        {
            // The invalid field is reported when the record itself is read.
            return DateTimeOffset.UnixEpoch;
        }
    }

    private sealed record Found(long At, List<AssignmentCursor> Places);
}
