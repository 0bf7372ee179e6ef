using MongoDB.Bson;

namespace ImageStorage.Records.Mongo;

/// <summary>One collection in memory, with its unique indexes.</summary>
internal sealed class MongoStubCollection
{
    private readonly List<BsonDocument> _documents = [];

    /// <summary>By name, as they were asked for.</summary>
    public Dictionary<string, BsonDocument> Indexes { get; } = [];

    public BsonDocument Insert(BsonArray documents)
    {
        foreach (var document in documents.Select(item => item.AsBsonDocument))
        {
            if (Duplicate(document) is { } key)
            {
                var error = new BsonDocument
                {
                    { "index", 0 },
                    { "code", 11000 },
                    { "errmsg", $"E11000 duplicate key error, dup key: {key.ToJson()}" },
                };
                return new BsonDocument { { "n", 0 }, { "writeErrors", new BsonArray { error } } };
            }

            _documents.Add(document);
        }

        return new BsonDocument("n", documents.Count);
    }

    public BsonDocument Find(BsonDocument command)
    {
        var found = _documents.Where(document => MongoStubQuery.Matches(document, command.GetValue("filter", new BsonDocument()).AsBsonDocument));
        if (command.TryGetValue("sort", out var sort))
            found = found.Order(Comparer<BsonDocument>.Create((left, right) => MongoStubQuery.Compare(left, right, sort.AsBsonDocument)));
        if (command.TryGetValue("limit", out var limit) && limit != 0)
            found = found.Take(limit.ToInt32());
        if (command.TryGetValue("projection", out var projection))
            found = found.Select(document => Project(document, projection.AsBsonDocument));
        return new BsonDocument(
            "cursor",
            new BsonDocument { { "id", 0L }, { "ns", "stub.stub" }, { "firstBatch", new BsonArray(found.Select(document => document.DeepClone())) } });
    }

    public BsonDocument Update(BsonArray updates)
    {
        var matched = 0;
        foreach (var update in updates.Select(item => item.AsBsonDocument))
        {
            if (_documents.Find(document => MongoStubQuery.Matches(document, update["q"].AsBsonDocument)) is not { } found)
            {
                if (!update.GetValue("upsert", false).ToBoolean())
                    continue;
                _documents.Add(found = update["q"].AsBsonDocument.DeepClone().AsBsonDocument);
            }

            MongoStubQuery.Update(found, update["u"].AsBsonDocument);
            matched++;
        }

        return new BsonDocument { { "n", matched }, { "nModified", matched } };
    }

    public BsonDocument FindAndModify(BsonDocument command)
    {
        if (_documents.Find(document => MongoStubQuery.Matches(document, command["query"].AsBsonDocument)) is not { } found)
            return new BsonDocument("value", BsonNull.Value);

        var before = found.DeepClone();
        MongoStubQuery.Update(found, command["update"].AsBsonDocument);
        return new BsonDocument("value", command.GetValue("new", false).ToBoolean() ? found.DeepClone() : before);
    }

    public BsonDocument Delete(BsonArray deletes)
    {
        var removed = 0;
        foreach (var filter in deletes.Select(item => item["q"].AsBsonDocument))
        {
            var index = _documents.FindIndex(document => MongoStubQuery.Matches(document, filter));
            if (index < 0)
                continue;

            _documents.RemoveAt(index);
            removed++;
        }

        return new BsonDocument("n", removed);
    }

    public BsonDocument CreateIndexes(BsonArray indexes)
    {
        foreach (var index in indexes.Select(item => item.AsBsonDocument))
            Indexes.TryAdd(index["name"].AsString, index);
        return [];
    }

    /// <summary>The values of a unique key that another document has; a document that lacks all of its fields is in no one's way.</summary>
    private BsonDocument? Duplicate(BsonDocument document)
    {
        var unique = Indexes.Values.Where(index => index.GetValue("unique", false).ToBoolean()).Select(index => index["key"].AsBsonDocument.Names.ToArray());
        return unique.Prepend(["_id"]).Where(names => names.Any(document.Contains)).Select(names => KeyOf(document, names))
            .FirstOrDefault(key => _documents.Exists(other => KeyOf(other, key.Names) == key));
    }

    private static BsonDocument KeyOf(BsonDocument document, IEnumerable<string> names) =>
        new(names.Select(name => new BsonElement(name, document.GetValue(name, BsonNull.Value))));

    private static BsonDocument Project(BsonDocument document, BsonDocument projection) =>
        new(document.Where(element => projection.GetValue(element.Name, element.Name == "_id" ? 1 : 0) == 1));
}
