using Amazon.DynamoDBv2.Model;
using ImageStorage.Records.Mapping;

namespace ImageStorage.Records.Dynamo;

/// <summary>
/// Lists records from the indexes, which are eventually consistent. Records of equal times are read together, so thousands with the same
/// time, from one import, are all read with each of their pages.
/// </summary>
internal sealed class DynamoList(DynamoClient client, TimeProvider timeProvider)
{
    private const int ReadAtOnce = 25;

    // A page of a search reads at most this many records or its own size, even when few of them match.
    private const int SearchedAtOnce = 100;

    private readonly DynamoUnlisted _unlisted = new(client, timeProvider);

    public async Task<AssignmentPage> ReadAsync(AssignmentQuery query, CancellationToken cancellationToken)
    {
        if (string.IsNullOrEmpty(query.Text))
            return await ReadAnyAsync(query, cancellationToken).ConfigureAwait(false);

        var read = await ReadAnyAsync(query with { PageSize = Math.Max(query.PageSize, SearchedAtOnce) }, cancellationToken).ConfigureAwait(false);
        List<Assignment> found = [.. read.Items.Where(assignment => PromptText.IsMetBy(assignment.Prompt, query)).Take(query.PageSize + 1)];
        if (found.Count <= query.PageSize)
            return new AssignmentPage(found, read.Next);

        found.RemoveAt(query.PageSize);
        return new AssignmentPage(found, AssignmentOrder.PlaceOf(found[^1]));
    }

    private async Task<AssignmentPage> ReadAnyAsync(AssignmentQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var wanted = query.PageSize + 1;
        var found = await IndexedAsync(query, wanted, cancellationToken).ConfigureAwait(false);
        // The teacher index has no records without a teacher, so those are found in the list of all records.
        if (string.IsNullOrEmpty(query.TeacherId))
            await AddUnlistedAsync(found, query, wanted, cancellationToken).ConfigureAwait(false);

        List<Assignment> page = [.. found.Values.Take(wanted)];
        if (page.Count <= query.PageSize)
            return new AssignmentPage(page, null);

        page.RemoveAt(query.PageSize);
        return new AssignmentPage(page, AssignmentOrder.PlaceOf(page[^1]));
    }

    private async Task<SortedList<AssignmentCursor, Assignment>> IndexedAsync(
        AssignmentQuery query, int wanted, CancellationToken cancellationToken)
    {
        var found = new SortedList<AssignmentCursor, Assignment>(AssignmentOrder.NewestFirst);
        await foreach (var item in client.QueryAsync(Request(query), cancellationToken).ConfigureAwait(false))
        {
            var assignment = DynamoItem.ToAssignment(item);
            var place = AssignmentOrder.PlaceOf(assignment);
            // The index does not order records of equal times, so reading goes on until an older time comes.
            if (found.Count >= wanted && place.CreatedAt < found.GetKeyAtIndex(found.Count - 1).CreatedAt)
                break;
            if (IsWanted(assignment, place, query))
                found[place] = assignment;
        }

        return found;
    }

    private async Task AddUnlistedAsync(
        SortedList<AssignmentCursor, Assignment> found, AssignmentQuery query, int wanted, CancellationToken cancellationToken)
    {
        var added = 0;
        var after = query.After;
        while (added < wanted)
        {
            var places = await _unlisted.FirstAsync(after, ReadAtOnce, cancellationToken).ConfigureAwait(false);
            var items = await Task.WhenAll(places.Select(place => client.GetAsync(place.AssignmentId, cancellationToken))).ConfigureAwait(false);
            foreach (var item in items.OfType<Dictionary<string, AttributeValue>>())
            {
                var assignment = DynamoItem.ToAssignment(item);
                var place = AssignmentOrder.PlaceOf(assignment);
                if (IsWanted(assignment, place, query) && found.TryAdd(place, assignment))
                    added++;
            }

            if (places.Count < ReadAtOnce)
                break;
            after = places[^1];
        }
    }

    private static bool IsWanted(Assignment assignment, AssignmentCursor place, AssignmentQuery query) =>
        (query.After is null || AssignmentOrder.NewestFirst.Compare(place, query.After) > 0)
        && (query.TeacherId is null || assignment.TeacherId == query.TeacherId);

    private static QueryRequest Request(AssignmentQuery query)
    {
        var isOfTeacher = !string.IsNullOrEmpty(query.TeacherId);
        var request = new QueryRequest
        {
            IndexName = isOfTeacher ? DynamoTable.TeacherIndex : DynamoTable.ListIndex,
            KeyConditionExpression = "#partition = :partition",
            ScanIndexForward = false,
            Limit = query.PageSize + 2,
            ExpressionAttributeNames = new() { ["#partition"] = isOfTeacher ? AssignmentFields.TeacherId : DynamoTable.List },
            ExpressionAttributeValues = new() { [":partition"] = new() { S = isOfTeacher ? query.TeacherId : DynamoTable.AllLists } },
        };
        // A time past the year 9999 is read as the maximum, which is no bound.
        if (query.After is { } after && after.CreatedAt < DateTimeOffset.MaxValue)
        {
            request.KeyConditionExpression += " AND #created_at <= :until";
            request.ExpressionAttributeNames["#created_at"] = AssignmentFields.CreatedAt;
            // DynamoDB's decimals are more precise than a double: one that is read as this double may be larger than it.
            request.ExpressionAttributeValues[":until"] = new() { N = DynamoItem.Number(Math.BitIncrement(EpochSeconds.From(after.CreatedAt))) };
        }

        return request;
    }
}
