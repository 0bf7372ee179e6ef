using MongoDB.Bson;

namespace ImageStorage.Records.Mongo;

/// <summary>The part of MongoDB's query language that the repository uses, with MongoDB's rules for null, missing fields and types.</summary>
internal static class MongoStubQuery
{
    public static bool Matches(BsonDocument document, BsonDocument filter) => filter.All(condition => condition.Name == "$or"
        ? condition.Value.AsBsonArray.Any(alternative => Matches(document, alternative.AsBsonDocument))
        : Matches(document.GetValue(condition.Name, BsonNull.Value), condition.Value));

    public static int Compare(BsonDocument left, BsonDocument right, BsonDocument order)
    {
        foreach (var field in order)
        {
            var compared = left.GetValue(field.Name, BsonNull.Value).CompareTo(right.GetValue(field.Name, BsonNull.Value));
            if (compared != 0)
                return compared * field.Value.ToInt32();
        }

        return 0;
    }

    public static void Update(BsonDocument document, BsonDocument update)
    {
        foreach (var operation in update)
        {
            foreach (var field in operation.Value.AsBsonDocument)
            {
                var (parent, name) = Find(document, field.Name.Split('.'));
                if (operation.Name == "$set")
                    parent[name] = field.Value;
                else if (operation.Name == "$unset")
                    parent.Remove(name);
                else
                    throw new NotSupportedException($"The stub does not know {operation.Name}.");
            }
        }
    }

    private static (BsonDocument Parent, string Name) Find(BsonDocument document, string[] path)
    {
        foreach (var step in path[..^1])
            document = (document.Contains(step) ? document[step] : document[step] = new BsonDocument()).AsBsonDocument;
        return (document, path[^1]);
    }

    private static bool Matches(BsonValue value, BsonValue condition) =>
        condition is BsonDocument { ElementCount: > 0 } operators && operators.GetElement(0).Name.StartsWith('$')
            ? operators.All(part => Matches(value, part.Name, part.Value))
            : AreEqual(value, condition);

    private static bool Matches(BsonValue value, string operation, BsonValue operand) => operation switch
    {
        "$eq" => AreEqual(value, operand),
        "$in" => operand.AsBsonArray.Any(item => AreEqual(value, item)),
        "$lt" => AreComparable(value, operand) && value.CompareTo(operand) < 0,
        "$gt" => AreComparable(value, operand) && value.CompareTo(operand) > 0,
        "$type" => operand == "object" && value is BsonDocument,
        _ => throw new NotSupportedException($"The stub does not know {operation}."),
    };

    private static bool AreEqual(BsonValue left, BsonValue right) => AreComparable(left, right) && left.CompareTo(right) == 0;

    private static bool AreComparable(BsonValue left, BsonValue right) =>
        left.BsonType == right.BsonType || (left.IsNumeric && right.IsNumeric);
}
