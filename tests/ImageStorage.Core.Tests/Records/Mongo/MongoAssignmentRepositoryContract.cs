using ImageStorage.Diagnostics;
using ImageStorage.Records.Mapping;
using MongoDB.Bson;
using MongoDB.Driver;

namespace ImageStorage.Records.Mongo;

/// <summary>What the MongoDB repository owes beside the common contract; an adapter brings the server.</summary>
public abstract class MongoAssignmentRepositoryContract : AssignmentRepositoryContract, IAsyncLifetime
{
    private readonly string _database = "test_" + Guid.NewGuid().ToString("N");
    private MongoAssignmentRepository? _repository;
    private MongoClient? _client;

    protected override IAssignmentRepository Repository => _repository!;

    protected override ImageStorageError? ErrorOfSeventeenMegabytes => ImageStorageError.AssignmentTooLarge;

    private IMongoCollection<BsonDocument> Collection => _client!.GetDatabase(_database).GetCollection<BsonDocument>("assignments");

    public async ValueTask InitializeAsync()
    {
        var uri = await UriAsync();
        _client = new MongoClient(uri);
        _repository = new MongoAssignmentRepository(uri, _database, new MongoOptions(), new RecordingLogger());
    }

    public async ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        if (_client is not null)
        {
            await _client.DropDatabaseAsync(_database, Token);
            _client.Dispose();
        }

        _repository?.Dispose();
        await EndAsync();
    }

    protected override async Task WriteDocumentAsync(IReadOnlyDictionary<string, object?> fields)
    {
        var document = new BsonDocument(fields.Select(field => new BsonElement(field.Key, BsonFields.ToBson(field.Value))));
        var found = await Collection.UpdateOneAsync(
            new BsonDocument("assignment_id", document["assignment_id"]), new BsonDocument("$set", document), cancellationToken: Token);
        if (found.MatchedCount == 0)
            await Collection.InsertOneAsync(document, cancellationToken: Token);
    }

    protected override async Task<IReadOnlyDictionary<string, object?>> ReadDocumentAsync(string assignmentId) =>
        BsonFields.Read(await StoredAsync(assignmentId));

    protected abstract Task<string> UriAsync();

    protected virtual ValueTask EndAsync() => default;

    [Fact]
    public async Task InsertAsync_writes_the_fields_as_others_read_them()
    {
        await Repository.InsertAsync(
            Sample("a") with { CreatedAt = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000).AddMilliseconds(250), ImageMetadata = Metadata("webp") },
            Token);

        var expected = BsonDocument.Parse(
            """
            {
                "_id": "a", "assignment_id": "a", "teacher_id": "t", "prompt": "p", "created_at": 1700000000.25, "question_answers": "[]",
                "s3_image_key": "no_image", "cloudfront_url": null, "image_metadata": {
                    "original_size_bytes": { "$numberLong": "2" }, "optimized_size_bytes": { "$numberLong": "1" }, "compression_ratio": 0.5,
                    "format": "webp", "dimensions": "1x1" },
                "s3_upload_status": "no_image", "s3_upload_attempts": { "$numberLong": "0" },
                "s3_upload_started_at": null, "s3_upload_error": null, "generation_key": null, "revision": { "$numberLong": "0" }
            }
            """);
        Assert.Equal(expected, await StoredAsync("a"));
    }

    [Fact]
    public async Task FindAsync_of_a_legacy_document_reads_its_names_and_sentinels()
    {
        await Collection.InsertManyAsync(
            [
                BsonDocument.Parse(
                    """
                    { "assignment_id": "old", "teacher_id": "t", "prompt": "p", "created_at": 1700000000, "s3_image_name": "generated_images/old.webp",
                      "question_answers": [{ "Id": 1, "Question": "q", "Answer": "a" }], "image_metadata": "{\"format\":\"webp\",\"dimensions\":\"2x3\"}" }
                    """),
                BsonDocument.Parse("""{ "assignment_id": "none", "s3_image_name": "no image created", "created_at": { "$date": "2023-11-14T22:13:20Z" } }"""),
            ],
            cancellationToken: Token);

        var old = (await Repository.FindAsync("old", Token))!;
        var none = (await Repository.FindAsync("none", Token))!;

        Assert.Equal(("generated_images/old.webp", S3UploadStatus.Success, 0L), (old.S3ImageKey, old.S3UploadStatus, old.Revision));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), old.CreatedAt);
        Assert.Equal([new QuestionAnswer("1", "q", "a")], old.QuestionAnswers);
        Assert.Equal(("webp", "2x3"), (old.ImageMetadata!.Format, old.ImageMetadata.Dimensions));
        Assert.Equal((ObjectKey.NoImage, S3UploadStatus.NoImage), (none.S3ImageKey, none.S3UploadStatus));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000), none.CreatedAt);
    }

    [Fact]
    public async Task UpdateAsync_of_a_legacy_document_writes_only_what_changed_and_counts_from_no_revision()
    {
        var legacy = BsonDocument.Parse(
            """
            { "assignment_id": "old", "teacher_id": "t", "prompt": "p", "created_at": 1700000000, "s3_image_name": "no image created", "grade": "4b",
              "nested": { "a": [1, { "b": 2 }] } }
            """);
        await Collection.InsertOneAsync(legacy, cancellationToken: Token);
        var read = (await Repository.FindAsync("old", Token))!;

        await Repository.UpdateAsync(read, read with { S3ImageKey = ObjectKey.For("old"), S3UploadStatus = S3UploadStatus.Pending }, Token);

        var expected = legacy.DeepClone().AsBsonDocument;
        expected.AddRange(new BsonDocument { { "s3_image_key", ObjectKey.For("old").Value }, { "s3_upload_status", "pending" }, { "revision", 1L } });
        Assert.Equal(expected, await StoredAsync("old"));
    }

    [Fact]
    public async Task UpdateAsync_leaves_keys_of_others_in_metadata_and_questions_alone()
    {
        await Repository.InsertAsync(
            Sample("a") with { QuestionAnswers = [new("1", "q", "a")], ImageMetadata = Metadata("png") with { Seed = 7 } }, Token);
        await SetAsync("""{ "image_metadata.alt": { "text": "a cat" }, "question_answers": "[{\"Id\":\"1\",\"points\":3}]" }""");
        var read = (await Repository.FindAsync("a", Token))!;

        await Repository.UpdateAsync(read, read with { ImageMetadata = Metadata("webp"), QuestionAnswers = [new("1", "q", "b")] }, Token);

        var stored = await StoredAsync("a");
        Assert.Equal("a cat", stored["image_metadata"]["alt"]["text"]);
        Assert.Equal("webp", stored["image_metadata"]["format"]);
        Assert.False(stored["image_metadata"].AsBsonDocument.Contains("seed"));
        Assert.Equal("""[{"Id":"1","Question":"q","Answer":"b","points":3}]""", stored["question_answers"]);
    }

    [Fact]
    public async Task UpdateAsync_to_no_metadata_leaves_keys_of_others()
    {
        await Repository.InsertAsync(Sample("a") with { ImageMetadata = Metadata("png") }, Token);
        await SetAsync("""{ "image_metadata.alt": "a cat" }""");
        var read = (await Repository.FindAsync("a", Token))!;

        await Repository.UpdateAsync(read, read with { ImageMetadata = null }, Token);

        Assert.Equal(new BsonDocument("alt", "a cat"), (await StoredAsync("a"))["image_metadata"]);
    }

    [Fact]
    public async Task UpdateAsync_keeps_the_form_in_which_others_store_metadata_and_questions()
    {
        await Repository.InsertAsync(Sample("a"), Token);
        await SetAsync("""{ "image_metadata": "{\"format\":\"png\",\"alt\":\"a cat\"}", "question_answers": [{ "Id": 1, "Question": "q", "Answer": "a", "points": 3 }] }""");
        var read = (await Repository.FindAsync("a", Token))!;

        var changed = await Repository.UpdateAsync(
            read, read with { ImageMetadata = Metadata("webp"), QuestionAnswers = [new("1", "q", "b")] }, Token);

        var stored = await StoredAsync("a");
        Assert.Contains("\"alt\":\"a cat\"", stored["image_metadata"].AsString, StringComparison.Ordinal);
        Assert.Equal("b 3", $"{stored["question_answers"][0]["Answer"]} {stored["question_answers"][0]["points"]}");
        Assert.True(AssignmentGen.Same(changed, await Repository.FindAsync("a", Token)));
    }

    [Fact]
    public async Task InsertAsync_of_an_id_that_a_legacy_document_has_is_AssignmentAlreadyExists()
    {
        await Repository.FindAsync("makes the indexes", Token);
        await Collection.InsertOneAsync(new BsonDocument { { "_id", ObjectId.GenerateNewId() }, { "assignment_id", "old" } }, cancellationToken: Token);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => Repository.InsertAsync(Sample("old"), Token));

        Assert.Equal(ImageStorageError.AssignmentAlreadyExists, exception.Error);
    }

    [Fact]
    public async Task ListAsync_passes_over_documents_without_an_id_and_gives_those_without_a_time_last()
    {
        await Repository.InsertAsync(Sample("new"), Token);
        await Collection.InsertManyAsync(
            [.. new[] { "x", "y", "z" }.Select(id => new BsonDocument("assignment_id", id)), new BsonDocument("prompt", "no id"), new BsonDocument("prompt", "nor here")],
            cancellationToken: Token);

        Assert.Equal(["new", "z", "y", "x"], (await AllAsync(1)).Select(item => item.AssignmentId));
    }

    [Fact]
    public async Task FindAsync_of_a_document_with_a_value_of_the_wrong_kind_names_record_and_field()
    {
        await Collection.InsertOneAsync(BsonDocument.Parse("""{ "assignment_id": "bad", "created_at": "yesterday" }"""), cancellationToken: Token);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => Repository.FindAsync("bad", Token));

        Assert.Contains("'bad'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("created_at", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task InsertAsync_of_text_with_half_a_surrogate_pair_stores_the_replacement_character()
    {
        await Repository.InsertAsync(Sample("a") with { Prompt = "x\ud83d" }, Token);

        Assert.Equal("x\ufffd", (await Repository.FindAsync("a", Token))!.Prompt);
    }

    [Fact]
    public async Task InsertAsync_of_17_megabytes_says_that_16_are_the_most_and_stores_nothing()
    {
        var exception = await Assert.ThrowsAsync<ImageStorageException>(
            () => Repository.InsertAsync(Sample("big") with { QuestionAnswers = [new("1", new string('q', 17_000_000), "a")] }, Token));

        Assert.Equal((ImageStorageError.AssignmentTooLarge, false), (exception.Error, exception.IsTransient));
        Assert.Contains("16 MB", exception.Message, StringComparison.Ordinal);
        Assert.Null(await Repository.FindAsync("big", Token));
    }

    [Fact]
    public async Task UpdateAsync_to_17_megabytes_says_that_16_are_the_most_and_changes_nothing()
    {
        await Repository.InsertAsync(Sample("big"), Token);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(
            () => Repository.UpdateAsync(Sample("big"), Sample("big") with { QuestionAnswers = [new("1", new string('q', 17_000_000), "a")] }, Token));

        Assert.Contains("16 MB", exception.Message, StringComparison.Ordinal);
        Assert.Empty((await Repository.FindAsync("big", Token))!.QuestionAnswers);
    }

    private protected static ImageMetadata Metadata(string format) => new()
    {
        OriginalSizeBytes = 2,
        OptimizedSizeBytes = 1,
        CompressionRatio = 0.5,
        Format = format,
        Dimensions = "1x1",
    };

    private async Task<BsonDocument> StoredAsync(string id)
    {
        using var found = await Collection.FindAsync(new BsonDocument("assignment_id", id), cancellationToken: Token);
        return await found.SingleAsync(Token);
    }

    private Task<UpdateResult> SetAsync(string fields) => Collection.UpdateOneAsync(
        new BsonDocument("assignment_id", "a"), new BsonDocument("$set", BsonDocument.Parse(fields)), cancellationToken: Token);
}
