using ImageStorage.Diagnostics;
using ImageStorage.Generation;
using ImageStorage.Generation.Bedrock;
using ImageStorage.Generation.Offline;
using ImageStorage.Objects.Folder;
using ImageStorage.Optimization;
using ImageStorage.Records.Sqlite;
using ImageStorage.Testing.Bedrock;
using ImageStorage.Urls;

namespace ImageStorage.Creation;

/// <summary>A plan says what the call then does, from every state that a picture can be in, and writes nothing.</summary>
public sealed class CreationPlanningTests : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly BedrockFixture _bedrock = new();
    private readonly SqliteAssignmentRepository _records;
    private readonly ImageCreation _creation;

    public CreationPlanningTests()
    {
        _bedrock.Stub.Program = (_, number) => BedrockAnswer.Stability(
            new Testing.Images.ImageSpec(64, 64, Testing.Images.PixelKind.Rgb8, Testing.Images.ImageContent.Photo, ImageFormat.Png, false, 1, false, number).Encode(), number);
        _records = new SqliteAssignmentRepository(_folder.File("assignments.db"));
        var root = _folder.File("objects");
        var configuration = BedrockFixture.Configuration();
        var context = new ServiceContext(configuration, new OperationRunner(_bedrock.Logger, _bedrock.Time), _bedrock.Logger, _bedrock.Time);
        _creation = new ImageCreation(
            new ImageGeneratorSelection(new OfflineImageGenerator(), _bedrock.Generator), new VipsImageOptimizer(), new DirectoryObjectStore(root, _bedrock.Time),
            _records, new UploadOutcome(new FileUrlProvider(root), configuration), context);
    }

    public static TheoryData<string, bool, bool, PlanAction> States()
    {
        var data = new TheoryData<string, bool, bool, PlanAction>();
        foreach (var (state, sameKeepsOrMakes, otherAnswers) in new[]
        {
            ("nothing", PlanAction.Make, PlanAction.Make),
            ("finished", PlanAction.Reuse, PlanAction.Conflict),
            ("no object", PlanAction.Make, PlanAction.Make),
            ("foreign object", PlanAction.Conflict, PlanAction.Conflict),
            ("pending with object", PlanAction.Reuse, PlanAction.Make),
            ("pending without object", PlanAction.Make, PlanAction.Make),
        })
        {
            data.Add(state, true, false, sameKeepsOrMakes);
            data.Add(state, false, false, otherAnswers);
            data.Add(state, true, true, PlanAction.Make);
            data.Add(state, false, true, PlanAction.Make);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(States))]
    public async Task Plan_in_every_state_is_what_Create_then_does(string state, bool samePrompt, bool force, PlanAction expected)
    {
        await PrepareAsync(state);
        var request = new NewImageRequest { Prompt = samePrompt ? "A red kite" : "A blue kite", Force = force };
        var (before, asked) = (await SnapshotAsync(), _bedrock.Stub.Requests.Count);

        var plan = await _creation.PlanAsync("quiz-1", request, Token);

        Assert.Equal(expected, plan.Action);
        Assert.NotEqual("", plan.Reason);
        Assert.Equal(expected == PlanAction.Make ? 0.04m : 0, plan.PriceUsd);
        Assert.Equal((before, asked), (await SnapshotAsync(), _bedrock.Stub.Requests.Count));

        var done = await DoneAsync(request with { PlanFingerprint = plan.Fingerprint });
        Assert.Equal(expected, done);
        Assert.Equal(expected == PlanAction.Make ? asked + 1 : asked, _bedrock.Stub.Requests.Count);
    }

    [Theory]
    [InlineData("nothing", "finished")]
    [InlineData("nothing", "pending with object")]
    [InlineData("finished", "foreign object")]
    [InlineData("finished", "no object")]
    [InlineData("finished", "pending without object")]
    public async Task Create_of_a_plan_whose_world_has_changed_is_refused_and_changes_nothing(string planned, string now)
    {
        await PrepareAsync(planned);
        var request = new NewImageRequest { Prompt = "A red kite", Force = true };
        var plan = await _creation.PlanAsync("quiz-1", request, Token);
        await PrepareAsync(now);
        var (before, asked) = (await SnapshotAsync(), _bedrock.Stub.Requests.Count);

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => CreateAsync(request with { PlanFingerprint = plan.Fingerprint }));

        Assert.Equal(ImageStorageError.AssignmentConflict, error.Error);
        Assert.Contains("-WhatIf -Plan", error.Message, StringComparison.Ordinal);
        Assert.Equal((before, asked), (await SnapshotAsync(), _bedrock.Stub.Requests.Count));
    }

    [Fact]
    public async Task Create_of_a_plan_does_not_continue_from_a_record_that_appears_while_the_model_works()
    {
        var request = new NewImageRequest { Prompt = "A red kite", Force = true };
        var plan = await _creation.PlanAsync("quiz-1", request, Token);
        using var asked = new SemaphoreSlim(0);
        using var inserted = new ManualResetEventSlim();
        _bedrock.Stub.Program = (_, _) =>
        {
            asked.Release();
            inserted.Wait(Token);
            return BedrockAnswer.Stability(BedrockFixture.Picture, 1);
        };

        var creation = CreateAsync(request with { PlanFingerprint = plan.Fingerprint });
        await asked.WaitAsync(Token);
        await _records.InsertAsync(new Assignment { AssignmentId = "quiz-1", TeacherId = "t-2", Prompt = "Another", CreatedAt = DateTimeOffset.UnixEpoch }, Token);
        inserted.Set();

        Assert.Equal(ImageStorageError.AssignmentConflict, (await Assert.ThrowsAsync<ImageStorageException>(() => creation)).Error);

        Assert.Equal("Another", (await _records.FindAsync("quiz-1", Token))!.Prompt);
        Assert.False(File.Exists(ObjectFile));
    }

    [Theory]
    [InlineData("", BedrockFixture.Core, null)]
    [InlineData("A kite", "no-such-model", null)]
    [InlineData("A kite", "stability.stable-diffusion-xl-v1", null)]
    [InlineData("A kite", BedrockFixture.Canvas, 4294967294L)]
    public async Task Plan_of_what_the_model_cannot_be_asked_is_Invalid(string prompt, string model, long? seed)
    {
        var plan = await _creation.PlanAsync("quiz-1", new NewImageRequest { Prompt = prompt, ModelId = model, Seed = seed }, Token);

        Assert.Equal((PlanAction.Invalid, 0), (plan.Action, _bedrock.Stub.Requests.Count));
    }

    [Fact]
    public async Task Plan_ReuseExisting_of_a_picture_that_is_gone_says_that_one_is_made()
    {
        await PrepareAsync("no object");

        var plan = await _creation.PlanAsync("quiz-2", new NewImageRequest { Prompt = "A red kite", ReuseExisting = true }, Token);

        Assert.Equal((PlanAction.Make, 0.04m), (plan.Action, plan.PriceUsd));
        Assert.Contains("quiz-1", plan.Reason, StringComparison.Ordinal);
    }

    public async ValueTask DisposeAsync()
    {
        await _bedrock.DisposeAsync();
        _records.Dispose();
        _folder.Dispose();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private string ObjectFile => Path.Combine(_folder.Path, "objects", "generated_images", "quiz-1.webp");

    private Task<AssignmentImage> CreateAsync(NewImageRequest request) => _creation.CreateAsync("quiz-1", request, new string('0', 32), null, Token);

    private async Task<PlanAction> DoneAsync(NewImageRequest request)
    {
        try
        {
            return (await CreateAsync(request)).Reused ? PlanAction.Reuse : PlanAction.Make;
        }
        catch (ImageStorageException exception) when (exception.Error == ImageStorageError.ImageAlreadyExists)
        {
            return PlanAction.Conflict;
        }
    }

    private async Task PrepareAsync(string state)
    {
        if (state == "nothing")
            return;
        var made = (await CreateAsync(new NewImageRequest { Prompt = "A red kite", Force = true })).Assignment;
        if (state == "foreign object")
            await File.WriteAllBytesAsync(ObjectFile, BedrockFixture.Picture, Token);
        if (state is "no object" or "pending without object")
            File.Delete(ObjectFile);
        if (state.StartsWith("pending", StringComparison.Ordinal))
            await _records.UpdateAsync(made, made with { S3UploadStatus = S3UploadStatus.Pending }, Token);
    }

    private async Task<string> SnapshotAsync()
    {
        var record = await _records.FindAsync("quiz-1", Token);
        var stored = File.Exists(ObjectFile) ? ContentHash.Of(await File.ReadAllBytesAsync(ObjectFile, Token)).Hex : "none";
        return $"{record?.Revision} {record?.S3UploadStatus} {stored}";
    }
}
