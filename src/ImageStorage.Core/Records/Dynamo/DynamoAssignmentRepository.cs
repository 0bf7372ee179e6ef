using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ImageStorage.Records.Mapping;
using ImageStorage.Resilience;

namespace ImageStorage.Records.Dynamo;

/// <summary>Keeps the records in a DynamoDB table (<see cref="DynamoTable"/>), which other applications read and write too.</summary>
internal sealed class DynamoAssignmentRepository : IAssignmentRepository, IDisposable
{
    private readonly IAmazonDynamoDB _client;
    private readonly DynamoClient _table;
    private readonly DynamoList _list;
    private readonly DynamoPictures _pictures;

    public DynamoAssignmentRepository(IAmazonDynamoDB client, string table, ResilientCalls calls, TimeProvider timeProvider)
    {
        _client = client;
        _table = new DynamoClient(client, table, DynamoTable.Kind, calls);
        _list = new DynamoList(_table, timeProvider);
        _pictures = new DynamoPictures(_table);
    }

    public async Task InsertAsync(Assignment assignment, CancellationToken cancellationToken)
    {
        var writeId = Guid.NewGuid().ToString("N");
        var item = DynamoClient.Key(assignment.AssignmentId);
        foreach (var (name, value) in AssignmentMapper.ToFields(assignment))
        {
            if (DynamoItem.ToAttribute(name, value) is { } attribute)
                item[name] = attribute;
        }

        item[DynamoTable.List] = new() { S = DynamoTable.AllLists };
        item[DynamoTable.WriteId] = new() { S = writeId };
        Measure(item);
        var request = new PutItemRequest
        {
            TableName = _table.Table,
            Item = item,
            ConditionExpression = "attribute_not_exists(#id)",
            ExpressionAttributeNames = new() { ["#id"] = DynamoTable.Id },
            ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
        await _table.SendAsync(
            "record.insert",
            assignment.AssignmentId,
            _table.Call("write", "PutItem"),
            (_, token) => WriteAsync(_client.PutItemAsync(request, token), writeId, failed => new ImageStorageException(
                ImageStorageError.AssignmentAlreadyExists, $"The assignment '{assignment.AssignmentId}' exists already. Use another id.", failed)),
            cancellationToken).ConfigureAwait(false);
    }

    public async Task<Assignment?> FindAsync(string assignmentId, CancellationToken cancellationToken) =>
        await _table.GetAsync(assignmentId, cancellationToken).ConfigureAwait(false) is { } item ? DynamoItem.ToAssignment(item) : null;

    public async Task<Assignment> UpdateAsync(Assignment current, Assignment changed, CancellationToken cancellationToken)
    {
        var written = changed with { Revision = current.Revision + 1 };
        var update = new DynamoUpdate(current, written);
        if (update.NeedsStored)
        {
            var stored = await _table.GetAsync(current.AssignmentId, cancellationToken).ConfigureAwait(false);
            update.Merge(stored ?? throw Conflict(current.AssignmentId, null));
        }

        Measure(update.Values);
        var request = update.ToRequest(_table.Table);
        await _table.SendAsync(
            "record.update",
            current.AssignmentId,
            _table.Call("write", "UpdateItem"),
            (_, token) => WriteAsync(_client.UpdateItemAsync(request, token), update.WriteId, failed => Conflict(current.AssignmentId, failed)),
            cancellationToken).ConfigureAwait(false);
        return written;
    }

    public Task<bool> DeleteAsync(string assignmentId, CancellationToken cancellationToken)
    {
        var request = new DeleteItemRequest { TableName = _table.Table, Key = DynamoClient.Key(assignmentId), ReturnValues = ReturnValue.ALL_OLD };
        return _table.SendAsync(
            "record.delete",
            assignmentId,
            _table.Call("delete", "DeleteItem"),
            async (attempt, token) =>
            {
                var answer = await _client.DeleteItemAsync(request, token).ConfigureAwait(false);
                // Missing at a later attempt: most likely an earlier attempt deleted it and its answer was lost.
                return answer.Attributes is { Count: > 0 } || attempt > 1;
            },
            cancellationToken);
    }

    public Task<Assignment?> FindPictureAsync(string prompt, string modelId, long? seed, CancellationToken cancellationToken) =>
        _pictures.FindAsync(new PictureQuery(prompt, modelId, seed), cancellationToken);

    public Task<AssignmentPage> ListAsync(AssignmentQuery query, CancellationToken cancellationToken) => _list.ReadAsync(query, cancellationToken);

    public void Dispose() => _client.Dispose();

    /// <summary>Awaits a conditional write. A refusal because of this same write is a success whose first answer was lost.</summary>
    private static async Task<bool> WriteAsync(Task write, string writeId, Func<Exception, ImageStorageException> refused)
    {
        try
        {
            await write.ConfigureAwait(false);
            return true;
        }
        catch (ConditionalCheckFailedException failed)
        {
            return failed.Item?.GetValueOrDefault(DynamoTable.WriteId)?.S == writeId ? true : throw refused(failed);
        }
    }

    private static ImageStorageException Conflict(string assignmentId, Exception? exception) => new(
        ImageStorageError.AssignmentConflict,
        $"The assignment '{assignmentId}' was changed or removed by another process meanwhile. Read it again and repeat the change.",
        exception);

    /// <summary>Refuses a record that DynamoDB would refuse anyway, before it is sent.</summary>
    private void Measure(IEnumerable<KeyValuePair<string, AttributeValue>> attributes)
    {
        if (DynamoItem.SizeOf(attributes) > DynamoTable.MaxItemBytes)
            throw DynamoErrors.TooLarge(_table.Table, DynamoTable.Kind);
    }
}
