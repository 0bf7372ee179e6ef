using System.Text;
using System.Text.RegularExpressions;
using MongoDB.Bson;

namespace ImageStorage.Records.Mongo;

/// <summary>The part of MongoDB's query language that the repository uses, with MongoDB's rules for null, missing fields and types.</summary>
internal static class MongoStubQuery
{
    public static bool Matches(BsonDocument document, BsonDocument filter) => filter.All(condition => condition.Name == "$or"
        ? condition.Value.AsBsonArray.Any(alternative => Matches(document, alternative.AsBsonDocument))
        : Matches(ValueAt(document, condition.Name), condition.Value));

    public static int Compare(BsonDocument left, BsonDocument right, BsonDocument order)
    {
        foreach (var field in order)
        {
            var compared = Compare(left.GetValue(field.Name, BsonNull.Value), right.GetValue(field.Name, BsonNull.Value));
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
                else if (operation.Name == "$inc")
                    parent[name] = parent.GetValue(name, 0L).ToInt64() + field.Value.ToInt64();
                else
                    throw new NotSupportedException($"The stub does not know {operation.Name}.");
            }
        }
    }

    private static BsonValue ValueAt(BsonDocument document, string path)
    {
        BsonValue value = document;
        foreach (var step in path.Split('.'))
            value = (value as BsonDocument)?.GetValue(step, BsonNull.Value) ?? BsonNull.Value;
        return value;
    }

    private static (BsonDocument Parent, string Name) Find(BsonDocument document, string[] path)
    {
        foreach (var step in path[..^1])
            document = (document.Contains(step) ? document[step] : document[step] = new BsonDocument()).AsBsonDocument;
        return (document, path[^1]);
    }

    private static bool Matches(BsonValue value, BsonValue condition) => condition switch
    {
        BsonDocument { ElementCount: > 0 } operators when operators.GetElement(0).Name.StartsWith('$') =>
            operators.All(part => Matches(value, part.Name, part.Value)),
        BsonRegularExpression pattern => value is BsonString text && Matches(text.Value, pattern),
        _ => AreEqual(value, condition),
    };

    private static bool Matches(string text, BsonRegularExpression pattern) => pattern.Options == "i"
        ? Regex.IsMatch(Folded(text), Folded(pattern.Pattern), RegexOptions.CultureInvariant | RegexOptions.IgnoreCase)
        : Regex.IsMatch(text, pattern.Pattern);

    /// <summary>.NET's regular expressions do not take both small sigmas for one letter, as MongoDB's do. ASCII stays: it has a meaning there.</summary>
    private static string Folded(string text) => string.Concat(text.Select(c => char.IsAscii(c) ? c : char.ToUpperInvariant(c)));

    /// <summary>MongoDB compares the bytes of UTF-8.</summary>
    private static int Compare(BsonValue left, BsonValue right) => left is BsonString one && right is BsonString other
        ? Encoding.UTF8.GetBytes(one.Value).AsSpan().SequenceCompareTo(Encoding.UTF8.GetBytes(other.Value))
        : left.CompareTo(right);

    private static bool Matches(BsonValue value, string operation, BsonValue operand) => operation switch
    {
        "$eq" => AreEqual(value, operand),
        "$ne" => !AreEqual(value, operand),
        "$not" => !Matches(value, operand),
        "$in" => operand.AsBsonArray.Any(item => AreEqual(value, item)),
        "$lt" => AreComparable(value, operand) && Compare(value, operand) < 0,
        "$gt" => AreComparable(value, operand) && Compare(value, operand) > 0,
        "$gte" => AreComparable(value, operand) && Compare(value, operand) >= 0,
        "$type" => operand.AsString switch { "object" => value is BsonDocument, "string" => value is BsonString, _ => false },
        _ => throw new NotSupportedException($"The stub does not know {operation}."),
    };

    private static bool AreEqual(BsonValue left, BsonValue right) => AreComparable(left, right) && Compare(left, right) == 0;

    private static bool AreComparable(BsonValue left, BsonValue right) =>
        left.BsonType == right.BsonType || (left.IsNumeric && right.IsNumeric);
}
