using ImageStorage.Records.Mapping;
using MongoDB.Bson;
using MongoDB.Bson.Serialization;

namespace ImageStorage.Records.Mongo;

/// <summary>
/// An update of only the changed fields. Within <c>image_metadata</c> and <c>question_answers</c>, the data of other applications is kept,
/// and so is the form, document or text, in which it is stored.
/// </summary>
/// <param name="filter">The document and its revision; conditions against a form that changes meanwhile are added to it.</param>
internal sealed class MongoUpdate(BsonDocument filter)
{
    private readonly BsonDocument _set = [];
    private readonly BsonDocument _unset = [];

    public BsonDocument Filter => filter;

    public void Set(string name, BsonValue value) => _set[name] = value;

    /// <param name="name">The field.</param>
    /// <param name="value">Its new value.</param>
    /// <param name="written">The whole record with its changes.</param>
    /// <param name="stored">The stored document; null when it was deleted, or is not needed.</param>
    public void Change(string name, object? value, Assignment written, BsonDocument? stored)
    {
        switch (name)
        {
            case AssignmentFields.ImageMetadata:
                ChangeMetadata((IReadOnlyDictionary<string, object?>?)value, stored?.GetValue(name, BsonNull.Value) ?? BsonNull.Value);
                break;
            case AssignmentFields.QuestionAnswers:
                Set(name, Questions(written, stored?.GetValue(name, BsonNull.Value)));
                break;
            default:
                Set(name, BsonFields.ToBson(value));
                break;
        }
    }

    public BsonDocument ToBson()
    {
        var update = new BsonDocument("$set", _set);
        return _unset.ElementCount == 0 ? update : update.Add("$unset", _unset);
    }

    private void ChangeMetadata(IReadOnlyDictionary<string, object?>? changed, BsonValue stored)
    {
        if (stored is not BsonDocument document)
        {
            // Without this, an insert of another application between the read and the write would be lost.
            filter[AssignmentFields.ImageMetadata] = new BsonDocument("$eq", stored);
            Set(AssignmentFields.ImageMetadata, MergedText(changed, stored as BsonString) ?? BsonFields.ToBson(changed));
            return;
        }

        var merged = ImageMetadataMapper.Merge(BsonFields.Read(document), changed);
        if (merged is null)
        {
            filter[AssignmentFields.ImageMetadata] = new BsonDocument("$eq", stored);
            Set(AssignmentFields.ImageMetadata, BsonNull.Value);
            return;
        }

        // Key by key, so that a key that another application adds at the same moment survives.
        filter[AssignmentFields.ImageMetadata] = new BsonDocument("$type", "object");
        foreach (var (name, value) in changed ?? new Dictionary<string, object?>())
            Set($"{AssignmentFields.ImageMetadata}.{name}", BsonFields.ToBson(value));
        foreach (var name in document.Names.Where(name => !merged.ContainsKey(name)))
            _unset[$"{AssignmentFields.ImageMetadata}.{name}"] = "";
    }

    private static BsonString? MergedText(IReadOnlyDictionary<string, object?>? changed, BsonString? stored)
    {
        try
        {
            return stored is not null && JsonFields.Read(stored.Value) is { } fields
                && JsonFields.Write(ImageMetadataMapper.Merge(fields, changed)) is { } text
                ? new BsonString(text)
                : null;
        }
        catch (FormatException)
        {
            // Text that is not JSON has no data that could be kept.
            return null;
        }
    }

    private static BsonValue Questions(Assignment written, BsonValue? stored)
    {
        try
        {
            return stored is BsonArray array
                ? BsonSerializer.Deserialize<BsonArray>(QuestionAnswersJson.Merge(BsonFields.ToJson(array), written.QuestionAnswers))
                : QuestionAnswersJson.Merge((stored as BsonString)?.Value, written.QuestionAnswers);
        }
        catch (FormatException)
        {
            return QuestionAnswersJson.Write(written.QuestionAnswers);
        }
    }
}
