using ImageStorage.Diagnostics;
using ImageStorage.Generation;
using ImageStorage.Generation.Bedrock;
using ImageStorage.Generation.Offline;
using ImageStorage.Generation.Offline.Drawing;
using ImageStorage.Objects;
using ImageStorage.Objects.Folder;
using ImageStorage.Optimization;
using ImageStorage.Records;
using ImageStorage.Records.Sqlite;
using ImageStorage.Testing.Bedrock;
using ImageStorage.Urls;

namespace ImageStorage.Creation;

/// <summary>The main job with a picture from Bedrock, on the embedded stores.</summary>
public sealed class BedrockImageCreationTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BedrockFixture _bedrock = new();
    private readonly SqliteAssignmentRepository _records;
    private readonly ImageCreation _creation;

    public BedrockImageCreationTests()
    {
        _bedrock.Stub.Program = (request, _) => BedrockAnswer.Stability(
            BedrockFixture.Picture, BedrockFixture.Json(request).TryGetProperty("seed", out System.Text.Json.JsonElement seed) ? seed.GetInt64() : 0);
        _records = new SqliteAssignmentRepository(_folder.File("assignments.db"));
        var root = _folder.File("objects");
        var configuration = BedrockFixture.Configuration();
        var context = new ServiceContext(configuration, new OperationRunner(_bedrock.Logger, _bedrock.Time), _bedrock.Logger, _bedrock.Time);
        _creation = new ImageCreation(
            new ImageGeneratorSelection(new OfflineImageGenerator(), _bedrock.Generator), new VipsImageOptimizer(), new DirectoryObjectStore(root, _bedrock.Time),
            _records, new UploadOutcome(new FileUrlProvider(root), configuration), context);
    }

    [Theory]
    [InlineData("A red kite", "t-1")]
    [InlineData("🪁 über dem Meer 👩‍🏫", "Frau Ü 🖼")]
    [InlineData("طائرة ورقية حمراء", "المعلم")]
    public async Task Create_records_model_seed_request_id_and_price(string prompt, string teacher)
    {
        var created = await CreateAsync(new NewImageRequest { Prompt = prompt, TeacherId = teacher });

        var record = await _records.FindAsync("quiz-1", TestContext.Current.CancellationToken);
        var metadata = record!.ImageMetadata!;
        Assert.Equal((prompt, teacher, S3UploadStatus.Success), (record.Prompt, record.TeacherId, record.S3UploadStatus));
        Assert.Equal((BedrockFixture.Core, BedrockStub.RequestId(1), 0.04m), (metadata.Model, metadata.RequestId, metadata.PriceUsd));
        Assert.Equal(BedrockFixture.Json(Assert.Single(_bedrock.Stub.Requests)).GetProperty("seed").GetInt64(), metadata.Seed);
        Assert.Equal(created.Assignment.ImageMetadata, metadata);
        Assert.Empty(_bedrock.Stub.Problems);
    }

    [Fact]
    public async Task Create_again_with_the_recorded_seed_bills_nothing()
    {
        var first = await CreateAsync(new NewImageRequest { Prompt = "A red kite" });

        var again = await CreateAsync(new NewImageRequest { Prompt = "A red kite", ModelId = BedrockFixture.Core, Seed = first.Assignment.ImageMetadata!.Seed });

        Assert.True(again.Reused);
        Assert.Single(_bedrock.Stub.Requests);
    }

    [Fact]
    public async Task Create_with_a_model_past_its_end_warns_and_names_its_successor()
    {
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.Amazon(BedrockFixture.Picture));
        _bedrock.Time.SetUtcNow(new DateTimeOffset(2026, 11, 1, 0, 0, 0, TimeSpan.Zero));

        var created = await CreateAsync(new NewImageRequest { Prompt = "A red kite", ModelId = BedrockFixture.Canvas, Seed = 7 });

        Assert.Contains("past its end of life", created.Warning, StringComparison.Ordinal);
        Assert.Contains(BedrockFixture.Core, created.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_whose_prompt_is_refused_leaves_no_record()
    {
        _bedrock.Stub.AnswerInOrder(BedrockAnswer.Filtered("Filter reason: prompt"));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => CreateAsync(new NewImageRequest { Prompt = "A red kite" }));

        Assert.Equal(ImageStorageError.PromptRejected, error.Error);
        Assert.Null(await _records.FindAsync("quiz-1", TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Create_after_a_replacement_that_failed_is_refused_before_it_is_billed_and_replaces_with_Force()
    {
        var former = await CreateAsync(new NewImageRequest { Prompt = "A red kite" });
        await _records.UpdateAsync(
            former.Assignment,
            UploadOutcome.Failure(
                former.Assignment with { Prompt = "A blue kite", ImageMetadata = former.Assignment.ImageMetadata! with { Sha256 = new string('0', 64) } },
                3,
                "StorageUnavailable: The replacement was not stored."),
            Token);

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => CreateAsync(new NewImageRequest { Prompt = "A blue kite" }));

        Assert.Equal((ImageStorageError.ImageAlreadyExists, 1), (error.Error, _bedrock.Stub.Requests.Count));
        Assert.Contains("-Force", error.Message, StringComparison.Ordinal);
        Assert.Equal(S3UploadStatus.Success, (await CreateAsync(new NewImageRequest { Prompt = "A blue kite", Force = true })).Status);
    }

    [Fact]
    public async Task Create_with_the_offline_model_asks_nobody()
    {
        var created = await CreateAsync(new NewImageRequest { Prompt = "A red kite", ModelId = ImageModelId.Offline });

        Assert.Equal((ImageModelId.Offline, null), (created.Assignment.ImageMetadata!.Model, created.Assignment.ImageMetadata.RequestId));
        Assert.Empty(_bedrock.Stub.Requests);
    }

    [Fact]
    public async Task Create_with_ReuseExisting_copies_the_picture_of_another_record_and_bills_nothing()
    {
        var first = await CreateAsync(new NewImageRequest { Prompt = "A red kite" });

        var copy = await CreateAsync(new NewImageRequest { Prompt = "A red kite", ReuseExisting = true }, "quiz-2");

        Assert.Single(_bedrock.Stub.Requests);
        Assert.True(copy.Reused);
        Assert.Equal("generated_images/quiz-2.webp", copy.Key);
        Assert.Equal(first.Assignment.ImageMetadata! with { PriceUsd = 0 }, copy.Assignment.ImageMetadata);
        Assert.Equal(await File.ReadAllBytesAsync(ObjectFile("quiz-1"), Token), await File.ReadAllBytesAsync(ObjectFile("quiz-2"), Token));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Create_with_ReuseExisting_of_an_object_that_is_gone_or_differs_makes_a_new_one_and_warns(bool gone)
    {
        await CreateAsync(new NewImageRequest { Prompt = "A red kite" });
        if (gone)
            File.Delete(ObjectFile("quiz-1"));
        else
            await File.WriteAllBytesAsync(ObjectFile("quiz-1"), BedrockFixture.Picture, Token);

        var made = await CreateAsync(new NewImageRequest { Prompt = "A red kite", ReuseExisting = true }, "quiz-2");

        Assert.Equal((2, false), (_bedrock.Stub.Requests.Count, made.Reused));
        Assert.Contains("quiz-1", made.Warning, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Create_with_ReuseExisting_and_Force_never_copies_its_own_picture()
    {
        await CreateAsync(new NewImageRequest { Prompt = "A red kite" });

        var made = await CreateAsync(new NewImageRequest { Prompt = "A red kite", ReuseExisting = true, Force = true });

        Assert.Equal((2, false, null), (_bedrock.Stub.Requests.Count, made.Reused, made.Warning));
    }

    [Theory]
    [InlineData("A blue kite", null)]
    [InlineData("A red kite", 99L)]
    public async Task Create_with_ReuseExisting_of_another_prompt_or_seed_makes_a_new_one(string prompt, long? seed)
    {
        await CreateAsync(new NewImageRequest { Prompt = "A red kite", Seed = 7 });

        var made = await CreateAsync(new NewImageRequest { Prompt = prompt, Seed = seed, ReuseExisting = true }, "quiz-2");

        Assert.Equal((2, false, null), (_bedrock.Stub.Requests.Count, made.Reused, made.Warning));
    }

    public async ValueTask DisposeAsync()
    {
        await _bedrock.DisposeAsync();
        _records.Dispose();
        _folder.Dispose();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string ObjectFile(string id) => Path.Combine(_folder.Path, "objects", "generated_images", id + ".webp");

    private Task<AssignmentImage> CreateAsync(NewImageRequest request, string id = "quiz-1") =>
        _creation.CreateAsync(id, request, "0123456789abcdef0123456789abcdef", null, Token);
}
