using CsCheck;

namespace ImageStorage.Records;

/// <summary>Random records: any text, any length, every state.</summary>
internal static class AssignmentGen
{
    private static readonly string[] Awkward = ["🖼", "é", "\"", "\\", "'", "</script>", "\u2028", "\r\n", "\ufeff"];

    public static readonly Gen<string> Text = Gen.OneOf(
            Gen.Char['\u0001', '\u007f'].Select(c => c.ToString()),
            Gen.Char['\u0080', '\ud7ff'].Select(c => c.ToString()),
            Gen.Int[0, Awkward.Length - 1].Select(index => Awkward[index]))
        .Array[0, 20].Select(string.Concat);

    public static readonly Gen<string> Id = Gen.Char["ABCxyz019_-"].Array[1, 30].Select(c => new string(c));

    /// <summary>Whole microseconds, which is what a double of seconds holds exactly.</summary>
    public static readonly Gen<DateTimeOffset> Time =
        Gen.Long[0, 4_000_000_000_000_000].Select(us => DateTimeOffset.UnixEpoch.AddTicks(us * TimeSpan.TicksPerMicrosecond));

    public static readonly Gen<ImageMetadata> Metadata = Gen.Select(
        Gen.Long[0, long.MaxValue - 1], Gen.Long[0, long.MaxValue - 1], Gen.Double[0, 1], Text.Null(), Text.Null(), Gen.Long[0, 4294967294].Nullable(),
        Gen.Select(Text.Null(), Gen.Int[0, 100_000].Nullable()),
        (original, optimized, ratio, sha256, model, seed, bill) => new ImageMetadata
        {
            OriginalSizeBytes = original,
            OptimizedSizeBytes = optimized,
            CompressionRatio = ratio,
            Format = "webp",
            Dimensions = "1024x1024",
            Sha256 = sha256,
            Model = model,
            Seed = seed,
            RequestId = bill.Item1,
            PriceUsd = bill.Item2 / 1000m,
        });

    public static readonly Gen<QuestionAnswer> Question =
        Gen.Select(Text, Text, Text, (id, question, answer) => new QuestionAnswer(id, question, answer));

    public static readonly Gen<Assignment> Assignment = Gen.Select(
        Gen.Select(Id, Text, Text, Time),
        Gen.Select(Question.Array[0, 6], Text.Where(text => text.Length > 0).Null(), Metadata.Null()),
        Gen.Select(Gen.Enum<S3UploadStatus>(), Gen.Int[0, 100], Gen.Long[0, long.MaxValue - 1], Gen.Bool),
        Gen.Select(Time.Nullable(), Text.Where(text => text.Length > 0).Null()),
        (identity, image, upload, outcome) => new Assignment
        {
            AssignmentId = identity.Item1,
            TeacherId = identity.Item2,
            Prompt = identity.Item3,
            CreatedAt = identity.Item4,
            QuestionAnswers = image.Item1,
            CloudFrontUrl = image.Item2,
            ImageMetadata = image.Item3,
            S3UploadStatus = upload.Item1,
            S3UploadAttempts = upload.Item2,
            S3UploadStartedAt = outcome.Item1,
            S3UploadError = outcome.Item2,
            Revision = upload.Item3,
            S3ImageKey = upload.Item4 ? ObjectKey.For(identity.Item1) : ObjectKey.NoImage,
        });

    /// <summary>Equal in every value; the record's own equality takes two lists of the same questions for different.</summary>
    public static bool Same(Assignment? one, Assignment? other) =>
        one is not null && other is not null
        && one.QuestionAnswers.SequenceEqual(other.QuestionAnswers)
        && one == other with { QuestionAnswers = one.QuestionAnswers };
}
