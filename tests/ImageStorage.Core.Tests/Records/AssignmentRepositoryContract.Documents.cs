using System.Text.Json;
using ImageStorage.Records.Mapping;

namespace ImageStorage.Records;

/// <summary>Documents of other applications, awkward text, and sizes.</summary>
public abstract partial class AssignmentRepositoryContract
{
    private const int SeventeenMegabytes = 17_000_000;

    /// <summary>
    /// Sets fields of the document with their <c>assignment_id</c> as another application would, past the repository; makes the document
    /// when it is missing, and leaves its other fields. Values are strings, longs and doubles; <c>image_metadata</c> may be a dictionary of them.
    /// </summary>
    protected abstract Task WriteDocumentAsync(IReadOnlyDictionary<string, object?> fields);

    /// <summary>The fields of a document as they are stored; <c>image_metadata</c> as a dictionary or as JSON text.</summary>
    protected abstract Task<IReadOnlyDictionary<string, object?>> ReadDocumentAsync(string assignmentId);

    /// <summary>What the store says to a record of 17 MB; null when it takes it.</summary>
    protected abstract ImageStorageError? ErrorOfSeventeenMegabytes { get; }

    [Theory]
    [InlineData("s3_image_name", "generated_images/old.webp", "generated_images/old.webp", S3UploadStatus.Success)]
    [InlineData("s3_image_name", "no image created", ObjectKey.NoImage, S3UploadStatus.NoImage)]
    [InlineData("s3_image_key", "no image created", ObjectKey.NoImage, S3UploadStatus.NoImage)]
    public async Task FindAsync_of_an_older_document_reads_its_name_and_its_sentinel(string field, string value, string key, S3UploadStatus status)
    {
        await WriteDocumentAsync(Document("old", (field, value)));

        var found = (await Repository.FindAsync("old", Token))!;

        Assert.Equal((key, status, 0, Noon), (found.S3ImageKey, found.S3UploadStatus, found.Revision, found.CreatedAt));
    }

    [Fact]
    public async Task FindAsync_of_a_document_without_required_fields_gives_their_defaults()
    {
        await WriteDocumentAsync(new Dictionary<string, object?> { ["assignment_id"] = "bare" });

        var found = (await Repository.FindAsync("bare", Token))!;

        Assert.Equal(("", "", DateTimeOffset.UnixEpoch, ObjectKey.NoImage), (found.TeacherId, found.Prompt, found.CreatedAt, found.S3ImageKey));
    }

    [Fact]
    public async Task FindAsync_of_metadata_that_is_JSON_text_reads_it()
    {
        await WriteDocumentAsync(Document("old", ("image_metadata", """{"format":"webp","dimensions":"3x4","seed":7}""")));

        var found = (await Repository.FindAsync("old", Token))!;

        Assert.Equal(("webp", "3x4", 7), (found.ImageMetadata!.Format, found.ImageMetadata.Dimensions, found.ImageMetadata.Seed));
    }

    [Fact]
    public async Task ListAsync_of_an_older_document_gives_it_in_its_place()
    {
        await Repository.InsertAsync(Sample("before") with { CreatedAt = Noon.AddMinutes(-1) }, Token);
        await WriteDocumentAsync(Document("old"));
        await Repository.InsertAsync(Sample("after") with { CreatedAt = Noon.AddMinutes(1) }, Token);

        Assert.Equal(["after", "old", "before"], (await AllAsync(1)).Select(item => item.AssignmentId));
        Assert.Equal(["after", "old", "before"], (await AllAsync(1, "t")).Select(item => item.AssignmentId));
    }

    [Fact]
    public async Task UpdateAsync_of_an_older_document_counts_from_revision_zero_and_writes_the_new_name()
    {
        await WriteDocumentAsync(Document("old", ("s3_image_name", "no image created")));
        var read = (await Repository.FindAsync("old", Token))!;

        await Repository.UpdateAsync(read, read with { S3ImageKey = "generated_images/old.webp" }, Token);
        var conflict = await Assert.ThrowsAsync<ImageStorageException>(() => Repository.UpdateAsync(read, read with { Prompt = "late" }, Token));

        var found = (await Repository.FindAsync("old", Token))!;
        Assert.Equal(("generated_images/old.webp", 1, ImageStorageError.AssignmentConflict), (found.S3ImageKey, found.Revision, conflict.Error));
    }

    [Fact]
    public async Task UpdateAsync_leaves_fields_and_nested_keys_of_others()
    {
        await Repository.InsertAsync(Sample("quiz") with { ImageMetadata = MetadataOf("png"), QuestionAnswers = [new("1", "q", "a")] }, Token);
        await WriteDocumentAsync(new Dictionary<string, object?>
        {
            ["assignment_id"] = "quiz",
            ["grade"] = "4b",
            ["image_metadata"] = new Dictionary<string, object?> { ["format"] = "png", ["alt"] = "a cat", ["score"] = 1.5 },
            ["question_answers"] = """[{"Id":"1","Question":"q","Answer":"a","points":3}]""",
        });
        var read = (await Repository.FindAsync("quiz", Token))!;

        await Repository.UpdateAsync(
            read, read with { ImageMetadata = MetadataOf("webp"), QuestionAnswers = [new("1", "q", "b")], S3UploadAttempts = 2 }, Token);

        var stored = await ReadDocumentAsync("quiz");
        var metadata = Nested(stored["image_metadata"]);
        using var questions = JsonDocument.Parse((string)stored["question_answers"]!);
        var question = questions.RootElement[0];
        Assert.Equal("4b", stored["grade"]);
        Assert.Equal(("webp", "a cat", 1.5), (FieldValue.Text(metadata["format"]), FieldValue.Text(metadata["alt"]), FieldValue.Real(metadata["score"])));
        Assert.Equal(("b", 3), (question.GetProperty("Answer").GetString(), question.GetProperty("points").GetInt32()));
    }

    [Fact]
    public async Task UpdateAsync_to_no_metadata_leaves_the_nested_keys_of_others()
    {
        await WriteDocumentAsync(Document(
            "quiz", ("image_metadata", new Dictionary<string, object?> { ["format"] = "png", ["alt"] = "a cat" })));
        var read = (await Repository.FindAsync("quiz", Token))!;

        await Repository.UpdateAsync(read, read with { ImageMetadata = null }, Token);

        Assert.Equal(["alt"], Nested((await ReadDocumentAsync("quiz"))["image_metadata"]).Keys);
    }

    [Fact]
    public async Task UpdateAsync_of_one_field_leaves_what_another_application_wrote_to_another()
    {
        await Repository.InsertAsync(Sample("quiz"), Token);
        var read = (await Repository.FindAsync("quiz", Token))!;
        await WriteDocumentAsync(new Dictionary<string, object?> { ["assignment_id"] = "quiz", ["cloudfront_url"] = "https://theirs.example/a" });

        await Repository.UpdateAsync(read, read with { Prompt = "ours" }, Token);

        var found = (await Repository.FindAsync("quiz", Token))!;
        Assert.Equal(("ours", "https://theirs.example/a"), (found.Prompt, found.CloudFrontUrl));
    }

    [Theory]
    [InlineData("👩🏽‍🏫 🖼️")]
    [InlineData("مُعَلِّم العلوم")]
    [InlineData("\u202eמורה\u202c $.x")]
    public async Task Any_script_in_prompt_and_teacher_survives_and_lists(string text)
    {
        await Repository.InsertAsync(Sample("quiz") with { Prompt = text, TeacherId = text }, Token);
        await Repository.InsertAsync(Sample("other"), Token);

        var listed = Assert.Single(await AllAsync(10, text));

        Assert.Equal((text, text), (listed.Prompt, listed.TeacherId));
    }

    [Fact]
    public async Task ListAsync_of_the_teacher_without_a_name_gives_only_the_records_without_one()
    {
        await Repository.InsertAsync(Sample("quiz") with { TeacherId = "" }, Token);
        await Repository.InsertAsync(Sample("other"), Token);

        Assert.Equal(["quiz"], (await AllAsync(1, "")).Select(item => item.AssignmentId));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1024)]
    [InlineData(1025)]
    [InlineData(20_000)]
    public async Task A_prompt_of_any_length_survives(int length)
    {
        var prompt = string.Concat(Enumerable.Repeat("🦊", length / 2)) + new string('x', length % 2);

        await Repository.InsertAsync(Sample("quiz") with { Prompt = prompt }, Token);

        Assert.Equal(prompt, (await Repository.FindAsync("quiz", Token))!.Prompt);
    }

    [Fact]
    public async Task InsertAsync_of_seventeen_megabytes_of_questions_is_whole_or_refused()
    {
        var large = Sample("large") with { QuestionAnswers = [new("1", "q", new string('a', SeventeenMegabytes))] };

        var error = await Record.ExceptionAsync(() => Repository.InsertAsync(large, Token));

        Assert.Equal(ErrorOfSeventeenMegabytes, (error as ImageStorageException)?.Error);
        var found = await Repository.FindAsync("large", Token);
        Assert.Equal(ErrorOfSeventeenMegabytes is null ? SeventeenMegabytes : null, found?.QuestionAnswers[0].Answer.Length);
    }

    [Fact]
    public async Task UpdateAsync_to_seventeen_megabytes_of_questions_is_whole_or_refused()
    {
        await Repository.InsertAsync(Sample("large"), Token);

        var error = await Record.ExceptionAsync(() => Repository.UpdateAsync(
            Sample("large"), Sample("large") with { QuestionAnswers = [new("1", "q", new string('a', SeventeenMegabytes))] }, Token));

        Assert.Equal(ErrorOfSeventeenMegabytes, (error as ImageStorageException)?.Error);
        var found = await Repository.FindAsync("large", Token);
        Assert.Equal(ErrorOfSeventeenMegabytes is null ? 1 : 0, found!.QuestionAnswers.Count);
    }

    /// <summary>A document as an older version of the application wrote it: without status and revision.</summary>
    protected static Dictionary<string, object?> Document(string id, params (string Name, object? Value)[] more)
    {
        var fields = new Dictionary<string, object?>
        {
            ["assignment_id"] = id,
            ["teacher_id"] = "t",
            ["prompt"] = "p",
            ["created_at"] = EpochSeconds.From(Noon),
            ["question_answers"] = "[]",
        };
        foreach (var (name, value) in more)
            fields[name] = value;
        return fields;
    }

    private static ImageMetadata MetadataOf(string format) => new()
    {
        OriginalSizeBytes = 2,
        OptimizedSizeBytes = 1,
        CompressionRatio = 0.5,
        Format = format,
        Dimensions = "1x1",
    };

    private static IReadOnlyDictionary<string, object?> Nested(object? stored) =>
        stored as IReadOnlyDictionary<string, object?> ?? JsonFields.Read((string)stored!)!;
}
