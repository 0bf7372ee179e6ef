using System.Runtime.CompilerServices;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using ImageStorage.Records.Mapping;
using ImageStorage.Resilience;

namespace ImageStorage.Records.Dynamo;

/// <summary>Keeps the students' answers in a DynamoDB table of their own (<see cref="DynamoAnswerTable"/>).</summary>
/// <param name="client">The client, which the repository of the records disposes of.</param>
/// <param name="table">The table of the answers (<see cref="DynamoAnswerTable.NameBeside"/>).</param>
/// <param name="calls">The retry loop.</param>
internal sealed class DynamoAnswerRepository(IAmazonDynamoDB client, string table, ResilientCalls calls) : IAnswerRepository
{
    /// <summary>DynamoDB's limit for one batch.</summary>
    private const int DeletedAtOnce = 25;

    private readonly DynamoClient _table = new(client, table, DynamoAnswerTable.Kind, calls);

    public async Task<IReadOnlyList<StudentAnswer>> SubmitAsync(AnswerSubmission submission, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var answers = AnswerMapper.FirstAnswers(submission);
        // All are measured before the first write, so that no answer is refused after others were stored.
        foreach (var answer in answers)
            Measure(answer, submission.SubmissionId);

        var stored = new List<StudentAnswer>();
        foreach (var answer in answers)
            stored.Add(await SubmitOneAsync(answer, submission.SubmissionId, cancellationToken).ConfigureAwait(false));
        return stored;
    }

    public async IAsyncEnumerable<StudentAnswer> ListAsync(
        string assignmentId, string? studentId, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        await foreach (var item in _table.QueryAsync(Request(assignmentId, studentId), cancellationToken).ConfigureAwait(false))
            yield return Read(item);
    }

    public async Task AddAsync(IReadOnlyList<StudentAnswer> answers, CancellationToken cancellationToken)
    {
        foreach (var answer in answers)
        {
            var item = DynamoAnswerTable.Key(answer);
            foreach (var (name, value) in AnswerMapper.ToFields(answer, AnswerMapper.Restored))
                item[name] = DynamoItem.ToAttribute(value);
            var request = new PutItemRequest
            {
                TableName = table,
                Item = item,
                ConditionExpression = "attribute_not_exists(#answer_id)",
                ExpressionAttributeNames = new() { ["#answer_id"] = DynamoAnswerTable.AnswerId },
            };
            await _table.SendAsync(
                "answer.add", answer.AssignmentId, _table.Call("write", "PutItem"), (_, token) => AddAsync(request, token), cancellationToken)
                .ConfigureAwait(false);
        }
    }

    public async Task DeleteAsync(string assignmentId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var request = Request(assignmentId, null);
        request.ProjectionExpression = $"{AnswerFields.AssignmentId}, {DynamoAnswerTable.AnswerId}";
        var batch = new List<WriteRequest>();
        await foreach (var key in _table.QueryAsync(request, cancellationToken).ConfigureAwait(false))
        {
            batch.Add(new WriteRequest(new DeleteRequest(key)));
            if (batch.Count == DeletedAtOnce)
            {
                await DeleteAsync(assignmentId, batch, cancellationToken).ConfigureAwait(false);
                batch.Clear();
            }
        }

        if (batch.Count > 0)
            await DeleteAsync(assignmentId, batch, cancellationToken).ConfigureAwait(false);
    }

    private async Task<StudentAnswer> SubmitOneAsync(StudentAnswer answer, string submissionId, CancellationToken cancellationToken)
    {
        var update = new DynamoAnswerUpdate(table, answer, submissionId);
        // One of the two conditions holds, unless another client writes or deletes the answer in between: then both are tried again.
        while (true)
        {
            foreach (var request in new[] { update.AsBest(), update.AsLatest() })
            {
                var stored = await _table.SendAsync(
                    "answer.submit",
                    answer.AssignmentId,
                    _table.Call("write", "UpdateItem"),
                    (_, token) => WriteAsync(request, submissionId, token),
                    cancellationToken).ConfigureAwait(false);
                if (stored is not null)
                    return Read(stored);
            }
        }
    }

    /// <summary>The stored item; null when the condition did not hold and the stored item is not from this submission.</summary>
    private async Task<Dictionary<string, AttributeValue>?> WriteAsync(
        UpdateItemRequest request, string submissionId, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.UpdateItemAsync(request, cancellationToken).ConfigureAwait(false)).Attributes;
        }
        catch (ConditionalCheckFailedException failed)
        {
            return failed.Item?.GetValueOrDefault(AnswerFields.SubmissionId)?.S == submissionId ? failed.Item : null;
        }
    }

    /// <summary>False when the answer is there already.</summary>
    private async Task<bool> AddAsync(PutItemRequest request, CancellationToken cancellationToken)
    {
        try
        {
            await client.PutItemAsync(request, cancellationToken).ConfigureAwait(false);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    private Task<bool> DeleteAsync(string assignmentId, List<WriteRequest> batch, CancellationToken cancellationToken)
    {
        var call = _table.Call("delete", "BatchWriteItem");
        var request = new BatchWriteItemRequest { RequestItems = new() { [table] = [.. batch] } };
        return _table.SendAsync(
            "answer.delete",
            assignmentId,
            call,
            async (_, token) =>
            {
                var answer = await client.BatchWriteItemAsync(request, token).ConfigureAwait(false);
                if (answer.UnprocessedItems is not { Count: > 0 } left)
                    return true;

                request.RequestItems = left;
                throw DynamoErrors.TooBusy(call);
            },
            cancellationToken);
    }

    private static QueryRequest Request(string assignmentId, string? studentId)
    {
        var request = new QueryRequest
        {
            KeyConditionExpression = "#assignment_id = :assignment_id",
            ConsistentRead = true,
            ExpressionAttributeNames = new() { ["#assignment_id"] = AnswerFields.AssignmentId },
            ExpressionAttributeValues = new() { [":assignment_id"] = new() { S = assignmentId } },
        };
        if (studentId is not null)
        {
            request.KeyConditionExpression += " AND begins_with(#answer_id, :student)";
            request.ExpressionAttributeNames["#answer_id"] = DynamoAnswerTable.AnswerId;
            request.ExpressionAttributeValues[":student"] = new() { S = DynamoAnswerTable.StudentPrefix(studentId) };
        }

        return request;
    }

    private static StudentAnswer Read(Dictionary<string, AttributeValue> item) =>
        AnswerMapper.FromFields(item.ToDictionary(attribute => attribute.Key, attribute => DynamoItem.ToValue(attribute.Value)));

    /// <summary>Refuses an answer that DynamoDB would refuse anyway, before it is sent.</summary>
    private void Measure(StudentAnswer answer, string submissionId)
    {
        var item = AnswerMapper.ToFields(answer, submissionId)
            .Select(field => KeyValuePair.Create(field.Key, DynamoItem.ToAttribute(field.Value)));
        if (!DynamoAnswerTable.Holds(answer) || DynamoItem.SizeOf(item) > DynamoTable.MaxItemBytes)
            throw DynamoErrors.TooLarge(table, DynamoAnswerTable.Kind);
    }
}
