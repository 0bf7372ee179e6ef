using System.Globalization;
using System.Text;
using ImageStorage.Records.Mapping;
using MongoDB.Bson;

namespace ImageStorage.Records.Mongo;

/// <summary>The filters of MongoDB queries. They may match too much, which is filtered again here, but never too little.</summary>
internal static class MongoFilters
{
    // MongoDB limits the length of regular expressions, so of a long text only the beginning is searched for in the database.
    private const int LongestPattern = 4000;

    /// <summary>The records of one page and those after it.</summary>
    public static BsonDocument Of(AssignmentQuery query)
    {
        // A document without an assignment id is not a record.
        var filter = new BsonDocument(AssignmentFields.AssignmentId, new BsonDocument("$gt", ""));
        if (query.TeacherId is not null)
            filter.Add(AssignmentFields.TeacherId, query.TeacherId);
        if (!string.IsNullOrEmpty(query.Text))
            filter.Add(AssignmentFields.Prompt, new BsonRegularExpression(Literal(query.Text), "i"));
        if (query.After is not { } after)
            return filter;

        var time = EpochSeconds.From(after.CreatedAt);
        var sooner = new BsonDocument(AssignmentFields.CreatedAt, new BsonDocument("$lt", time));
        var sameTime = new BsonDocument
        {
            { AssignmentFields.CreatedAt, time == 0 ? new BsonDocument("$in", new BsonArray { time, BsonNull.Value }) : time },
            { AssignmentFields.AssignmentId, new BsonDocument("$lt", after.AssignmentId) },
        };
        var alternatives = new BsonArray { sooner, sameTime };

        // Records without a time are read as 1970 and come last, but a comparison with a number never matches them.
        if (time > 0)
            alternatives.Add(new BsonDocument(AssignmentFields.CreatedAt, BsonNull.Value));
        return filter.Add("$or", alternatives);
    }

    /// <summary>The records that may have the picture. MongoDB cannot search metadata that another application stores as text.</summary>
    public static BsonDocument Of(PictureQuery query)
    {
        var filter = new BsonDocument
        {
            { AssignmentFields.GenerationKey, query.GenerationKey },
            { AssignmentFields.S3UploadStatus, S3UploadStatusText.From(S3UploadStatus.Success) },
        };
        return query.Seed is not { } seed
            ? filter
            : filter.Add("$or", new BsonArray
            {
                new BsonDocument($"{AssignmentFields.ImageMetadata}.{ImageMetadataMapper.Seed}", seed),
                new BsonDocument(AssignmentFields.ImageMetadata, new BsonDocument("$type", "string")),
            });
    }

    /// <summary>A regular expression of the text's beginning, with all special characters escaped.</summary>
    private static string Literal(string text)
    {
        var pattern = new StringBuilder();
        foreach (var rune in text.EnumerateRunes())
        {
            if (pattern.Length > LongestPattern)
                break;

            // A BSON regular expression ends at its first NUL.
            if (Rune.IsControl(rune) && rune.IsAscii)
                pattern.Append(CultureInfo.InvariantCulture, $"\\x{rune.Value:x2}");
            else if (rune.IsAscii && rune.Value != '_' && !Rune.IsLetterOrDigit(rune))
                pattern.Append('\\').Append(rune.ToString());
            else
                pattern.Append(rune.ToString());
        }

        return pattern.ToString();
    }
}
