using System.Globalization;
using System.Text;
using ImageStorage.Records.Mapping;
using MongoDB.Bson;

namespace ImageStorage.Records.Mongo;

/// <summary>What MongoDB is asked for: at least what is wanted, so that little of what comes is passed over.</summary>
internal static class MongoFilters
{
    // MongoDB bounds the length of regular expressions. What begins like a long text is nearly always the text.
    private const int LongestPattern = 4000;

    /// <summary>The records of one page and those after it.</summary>
    public static BsonDocument Of(AssignmentQuery query)
    {
        // What has no assignment id is no record of this application.
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

        // Records without a time come last and read as 1970; a comparison with a number never matches them.
        if (time > 0)
            alternatives.Add(new BsonDocument(AssignmentFields.CreatedAt, BsonNull.Value));
        return filter.Add("$or", alternatives);
    }

    /// <summary>Records that may have the picture. Metadata that another application keeps as text cannot be looked into there.</summary>
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

    /// <summary>A regular expression of the text's beginning: no character of it means anything but itself.</summary>
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
