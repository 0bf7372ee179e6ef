using System.Globalization;
using Amazon.S3.Model;

namespace ImageStorage.Objects.S3;

/// <summary>An object's metadata as S3 user metadata: header values, so text that is not ASCII is encoded (RFC 2047).</summary>
internal static class S3Metadata
{
    private const string Prefix = "x-amz-meta-";

    public static void Write(ObjectMetadata metadata, string sha256, MetadataCollection headers)
    {
        Add("assignment-id", metadata.AssignmentId);
        Add("teacher-id", metadata.TeacherId);
        Add("created-at", metadata.CreatedAt?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture));
        Add("original-format", metadata.OriginalFormat);
        Add("optimized", metadata.Optimized switch { true => "true", false => "false", null => null });
        Add("without-record", metadata.WithoutRecord is true ? "true" : null);
        Add("sha256", sha256);
        Add("correlation-id", metadata.CorrelationId);

        void Add(string name, string? value)
        {
            if (!string.IsNullOrEmpty(value))
                headers[name] = EncodedWord.Encode(value);
        }
    }

    public static ObjectMetadata Read(MetadataCollection headers)
    {
        return new ObjectMetadata
        {
            AssignmentId = Get("assignment-id"),
            TeacherId = Get("teacher-id"),
            CreatedAt = DateTimeOffset.TryParse(
                Get("created-at"), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
                ? at
                : null,
            OriginalFormat = Get("original-format"),
            Optimized = bool.TryParse(Get("optimized"), out var optimized) ? optimized : null,
            WithoutRecord = bool.TryParse(Get("without-record"), out var withoutRecord) ? withoutRecord : null,
            Sha256 = Get("sha256") is { Length: 64 } sha256 && sha256.All(char.IsAsciiHexDigit) ? sha256.ToLowerInvariant() : null,
            CorrelationId = Get("correlation-id"),
        };

        string? Get(string name) => headers[Prefix + name] is { Length: > 0 } value ? EncodedWord.Decode(value) : null;
    }
}
