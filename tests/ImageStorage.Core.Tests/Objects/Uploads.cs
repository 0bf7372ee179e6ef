using System.Text;
using CsCheck;
using ImageStorage.Testing.Images;

namespace ImageStorage.Objects;

/// <summary>Uploads for the stores' tests, given and random.</summary>
internal static class Uploads
{
    private const string IdCharacters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-";

    private static readonly Gen<string> TeacherId = Gen.OneOf(
        Gen.Char['a', 'z'].Array[1, 20].Select(characters => new string(characters)),
        Gen.Int[1, 0x10FFFF].Where(Rune.IsValid).Select(value => new Rune(value).ToString()).Array[1, 40].Select(string.Concat));

    private static readonly Gen<ObjectMetadata> Metadata = Gen.Select(
        TeacherId,
        Gen.Long[DateTime.UnixEpoch.Ticks, DateTime.UnixEpoch.AddYears(100).Ticks],
        Gen.Enum<ImageFormat>(),
        Gen.Bool,
        Gen.Byte.Array[16],
        (teacher, ticks, format, optimized, trace) => new ObjectMetadata
        {
            TeacherId = teacher,
            CreatedAt = new DateTimeOffset(ticks, TimeSpan.Zero),
            OriginalFormat = format.Name(),
            Optimized = optimized,
            CorrelationId = Convert.ToHexStringLower(trace),
        });

    /// <summary>Real images under keys of their own, whose metadata has text of any script.</summary>
    public static readonly Gen<ObjectUpload> Any = Gen.Select(
        Gen.Char[IdCharacters].Array[1, 60].Select(characters => new string(characters)),
        ImageSpec.Any,
        Metadata,
        Gen.Bool,
        (id, image, metadata, permanent) => Of(id, image.Encode(), image.Format) with
        {
            Permanent = permanent,
            Metadata = metadata with { AssignmentId = id },
        });

    public static ObjectUpload Of(string assignmentId, byte[] data, ImageFormat format = ImageFormat.WebP) => new()
    {
        Key = ObjectKey.For(assignmentId, format),
        Data = data,
        Sha256 = ContentHash.Of(data),
        ContentType = format.ContentType(),
        Metadata = new ObjectMetadata { AssignmentId = assignmentId, TeacherId = "Prof. Ångström 👩‍🏫" },
    };

    public static ObjectUpload Of(string assignmentId, string text) => Of(assignmentId, Encoding.UTF8.GetBytes(text));

    /// <summary>Describes how what was read back differs from what was stored; null when it does not.</summary>
    /// <param name="store">The store to read.</param>
    /// <param name="upload">What was stored.</param>
    public static async Task<string?> DifferenceAsync(IObjectStore store, ObjectUpload upload)
    {
        var (stored, data) = await store.GetAsync(upload.Key, null, default);
        var head = await store.HeadAsync(upload.Key, default);
        var expected = upload.Metadata with { Sha256 = upload.Sha256.Hex };
        if (!upload.Data.Span.SequenceEqual(data))
            return "bytes";
        if (stored.Metadata != expected)
            return $"metadata {stored.Metadata}, not {expected}";
        if (stored.ContentType != upload.ContentType || stored.SizeBytes != upload.Data.Length || stored.Sha256 != expected.Sha256)
            return $"description {stored}";
        return head is not null && head with { LastModified = stored.LastModified } == stored ? null : $"HEAD {head}, GET {stored}";
    }
}
