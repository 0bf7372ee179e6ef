using Amazon.DynamoDBv2.Model;
using ImageStorage.Records.Mapping;

namespace ImageStorage.Records.Dynamo;

/// <summary>The expression that writes the fields in which two states of a record differ, and no others.</summary>
internal sealed class DynamoUpdate
{
    private readonly Assignment _current;
    private readonly Assignment _written;
    private readonly Dictionary<string, AttributeValue?> _changes;
    private readonly Dictionary<string, AttributeValue?> _unchanged = [];

    public DynamoUpdate(Assignment current, Assignment written)
    {
        _current = current;
        _written = written;
        _changes = AssignmentMapper.Changes(current, written).ToDictionary(
            change => change.Key, change => DynamoItem.ToAttribute(change.Key, change.Value));
    }

    public string WriteId { get; } = Guid.NewGuid().ToString("N");

    /// <summary>True when a changed field may contain data of other applications: then <see cref="Merge"/> must be called first.</summary>
    public bool NeedsStored => _changes.ContainsKey(AssignmentFields.ImageMetadata) || _changes.ContainsKey(AssignmentFields.QuestionAnswers);

    public IEnumerable<KeyValuePair<string, AttributeValue>> Values =>
        _changes.Where(change => change.Value is not null).Select(change => KeyValuePair.Create(change.Key, change.Value!));

    /// <summary>Keeps the data of other applications within the changed fields; the write is refused if they change it meanwhile.</summary>
    public void Merge(Dictionary<string, AttributeValue> stored)
    {
        foreach (var name in new[] { AssignmentFields.ImageMetadata, AssignmentFields.QuestionAnswers }.Where(_changes.ContainsKey))
        {
            var before = stored.GetValueOrDefault(name);
            _unchanged[name] = before;
            try
            {
                _changes[name] = name == AssignmentFields.QuestionAnswers
                    ? new AttributeValue { S = QuestionAnswersJson.Merge(before?.S, _written.QuestionAnswers) }
                    : MergedMetadata(before);
            }
            catch (FormatException)
            {
                // Text that is not JSON has no data that could be kept.
            }
        }
    }

    /// <summary>The request that writes the changes, on the condition that the record is still as it was read.</summary>
    /// <param name="table">The table's name.</param>
    public UpdateItemRequest ToRequest(string table)
    {
        var names = new[]
        {
            DynamoTable.Id, AssignmentFields.Revision, DynamoTable.WriteId, DynamoTable.List, AssignmentFields.CreatedAt,
        }.Union(_changes.Keys).ToDictionary(name => "#" + name);
        if (_current.Revision == 0)
            names["#id"] = DynamoTable.Id;
        else
            names.Remove("#id");

        var values = new Dictionary<string, AttributeValue>
        {
            [":revision"] = DynamoItem.ToAttribute(_written.Revision),
            [":known"] = DynamoItem.ToAttribute(_current.Revision),
            [":write_id"] = new() { S = WriteId },
            [":list"] = new() { S = DynamoTable.AllLists },
        };
        return new UpdateItemRequest
        {
            TableName = table,
            Key = DynamoClient.Key(_current.AssignmentId),
            UpdateExpression = WriteUpdate(values),
            ConditionExpression = WriteCondition(values),
            ExpressionAttributeNames = names,
            ExpressionAttributeValues = values,
            ReturnValuesOnConditionCheckFailure = Amazon.DynamoDBv2.ReturnValuesOnConditionCheckFailure.ALL_OLD,
        };
    }

    private string WriteUpdate(Dictionary<string, AttributeValue> values)
    {
        List<string> sets = ["#revision = :revision", "#write_id = :write_id", "#list = :list"];
        var removes = new List<string>();
        if (!_changes.ContainsKey(AssignmentFields.CreatedAt))
        {
            // Without a time the record would not be in any index.
            sets.Add("#created_at = if_not_exists(#created_at, :created_at)");
            values[":created_at"] = DynamoItem.ToAttribute(EpochSeconds.From(_current.CreatedAt));
        }

        foreach (var (name, value) in _changes)
        {
            if (value is null)
            {
                removes.Add("#" + name);
                continue;
            }

            sets.Add($"#{name} = :{name}");
            values[":" + name] = value;
        }

        return $"SET {string.Join(", ", sets)}" + (removes.Count == 0 ? "" : $" REMOVE {string.Join(", ", removes)}");
    }

    private string WriteCondition(Dictionary<string, AttributeValue> values)
    {
        var conditions = new List<string>
        {
            _current.Revision == 0
                ? "attribute_exists(#id) AND (attribute_not_exists(#revision) OR #revision = :known)"
                : "#revision = :known",
        };
        foreach (var (name, value) in _unchanged)
        {
            conditions.Add(value is null ? $"attribute_not_exists(#{name})" : $"#{name} = :stored_{name}");
            if (value is not null)
                values[":stored_" + name] = value;
        }

        return string.Join(" AND ", conditions);
    }

    /// <summary>The metadata in the form that it has in the store: a map, or text where another application reads text.</summary>
    private AttributeValue? MergedMetadata(AttributeValue? stored)
    {
        var changed = ImageMetadataMapper.ToFields(_written.ImageMetadata);
        if (stored?.S is { } text)
        {
            return DynamoItem.ToAttribute(
                AssignmentFields.ImageMetadata, JsonFields.Write(ImageMetadataMapper.Merge(JsonFields.Read(text), changed)));
        }

        var kept = stored?.M?.ToDictionary(pair => pair.Key, object? (pair) => pair.Value);
        return DynamoItem.ToAttribute(AssignmentFields.ImageMetadata, ImageMetadataMapper.Merge(kept, changed));
    }
}
