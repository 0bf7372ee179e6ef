using ImageStorage.Creation;
using ImageStorage.Diagnostics;
using ImageStorage.Generation;
using ImageStorage.Generation.Offline;
using ImageStorage.Images;
using ImageStorage.Objects;
using ImageStorage.Objects.Folder;
using ImageStorage.Objects.S3;
using ImageStorage.Optimization;
using ImageStorage.Pairing;
using ImageStorage.Records;
using ImageStorage.Records.Dynamo;
using ImageStorage.Records.Sqlite;
using ImageStorage.Resilience;
using ImageStorage.Testing;
using ImageStorage.Trash;
using ImageStorage.Urls;

namespace ImageStorage.Assignments;

/// <summary>What goes with an assignment and its picture, and what stays, on the embedded stores.</summary>
public sealed class AssignmentRemovalTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly RecordingLogger _logger = new();
    private readonly MotoServer _moto;
    private readonly SqliteDatabase _database;
    private readonly SqliteAssignmentRepository _records;
    private readonly SqliteAnswerRepository _answers;
    private readonly DirectoryObjectStore _objects;
    private readonly ImageService _images;

    public AssignmentRemovalTests(MotoServer moto)
    {
        _moto = moto;
        _database = new SqliteDatabase(_folder.File("assignments.db"));
        _records = new SqliteAssignmentRepository(_database);
        _answers = new SqliteAnswerRepository(_database);
        _objects = new DirectoryObjectStore(Root, TimeProvider.System);
        _images = new ImageService(
            new VipsImageOptimizer(), _objects, _records, new FileUrlProvider(Root), new ImageCache(_folder.File("cache")), Trash, Context);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private ServiceContext Context => new(
        MotoBucket.Configuration(new Uri("http://127.0.0.1")) with { S3BucketName = null, ImageModelId = ImageModelId.Offline },
        new OperationRunner(_logger, TimeProvider.System),
        _logger,
        TimeProvider.System);

    private AssignmentTrash Trash => new(new DirectoryObjectTrash(Root, _objects, TimeProvider.System), TimeProvider.System);

    private string Root => _folder.File("objects");

    [Fact]
    public async Task RemoveAsync_deletes_the_students_answers_of_this_assignment_alone()
    {
        var service = Compose(_answers);
        foreach (var id in new[] { "quiz", "quiz-2" })
        {
            await CreateAsync(service, id);
            await SubmitAsync(id, "s-1");
            await SubmitAsync(id, "s-2");
        }

        await service.RemoveAsync("quiz", Token);

        Assert.Equal((0, 2), (await CountAsync("quiz"), await CountAsync("quiz-2")));
        Assert.Null(await _objects.HeadAsync(ObjectKey.Parse("generated_images/quiz.webp"), Token));
        Assert.NotNull(await _objects.HeadAsync(ObjectKey.Parse("generated_images/quiz-2.webp"), Token));
    }

    [Fact]
    public async Task RemoveAsync_of_no_record_deletes_the_answers_that_a_stopped_removal_left()
    {
        await SubmitAsync("quiz", "s");

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => Compose(_answers).RemoveAsync("quiz", Token));

        Assert.Equal((ImageStorageError.AssignmentNotFound, 0), (error.Error, await CountAsync("quiz")));
    }

    [Fact]
    public async Task RemoveAsync_whose_answers_cannot_be_deleted_leaves_no_object_behind()
    {
        // As where an application had its table before: there is none for answers.
        using var client = new AtomicDynamoDBClient(await _moto.RequireAsync());
        var calls = new ResilientCalls("record store", _logger, TimeProvider.System, DynamoTable.Resilience);
        var service = Compose(new DynamoAnswerRepository(client, "no-such-table-answers", calls));
        await CreateAsync(service, "quiz");

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => service.RemoveAsync("quiz", Token));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, error.Error);
        Assert.Contains("no-such-table-answers", error.Message, StringComparison.Ordinal);
        Assert.Null(await _records.FindAsync("quiz", Token));
        Assert.Null(await _objects.HeadAsync(ObjectKey.Parse("generated_images/quiz.webp"), Token));
    }

    [Fact]
    public async Task RemoveAsync_of_a_record_that_names_the_picture_of_another_leaves_the_picture()
    {
        var service = Compose(_answers);
        var owner = await CreateAsync(service, "owner");
        await BorrowAsync(owner.Assignment);

        await service.RemoveAsync("borrower", Token);

        Assert.NotNull(await _objects.HeadAsync(ObjectKey.Parse(owner.Key!), Token));
    }

    [Fact]
    public async Task CreateImageAsync_for_a_record_that_names_the_picture_of_another_leaves_that_picture()
    {
        var service = Compose(_answers);
        var owner = await CreateAsync(service, "owner");
        await BorrowAsync(owner.Assignment);

        var made = await service.CreateImageAsync(new NewImageRequest { AssignmentId = "borrower", Prompt = "A fox", Force = true }, null, Token);

        Assert.Equal("generated_images/borrower.webp", made.Key);
        Assert.NotNull(await _objects.HeadAsync(ObjectKey.Parse(owner.Key!), Token));
    }

    [Fact]
    public async Task Removal_of_the_picture_that_a_record_borrows_changes_both_records_first()
    {
        var owner = await CreateAsync(Compose(_answers), "owner");
        await BorrowAsync(owner.Assignment);

        await _images.RemoveAsync("borrower", Token);

        Assert.Null(await _objects.HeadAsync(ObjectKey.Parse(owner.Key!), Token));
        Assert.False((await _records.FindAsync("owner", Token))!.HasImage);
        Assert.False((await _records.FindAsync("borrower", Token))!.HasImage);
    }

    public void Dispose()
    {
        _records.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    private static Task<AssignmentImage> CreateAsync(AssignmentService service, string id) =>
        service.CreateImageAsync(new NewImageRequest { AssignmentId = id, Prompt = "A red kite" }, null, Token);

    private Task BorrowAsync(Assignment owner) => _records.InsertAsync(owner with { AssignmentId = "borrower", Revision = 0 }, Token);

    private Task<IReadOnlyList<StudentAnswer>> SubmitAsync(string assignmentId, string student) => _answers.SubmitAsync(
        new AnswerSubmission
        {
            SubmissionId = Guid.NewGuid().ToString("N"),
            AssignmentId = assignmentId,
            StudentId = student,
            AnsweredAt = DateTimeOffset.UnixEpoch,
            Answers = [new ScoredAnswer("a", "Paris", 100)],
        },
        Token);

    private async Task<int> CountAsync(string assignmentId) => await _answers.ListAsync(assignmentId, null, Token).CountAsync(Token);

    private AssignmentService Compose(IAnswerRepository answers)
    {
        var context = Context;
        var creation = new ImageCreation(
            new OfflineImageGenerator(), new VipsImageOptimizer(), _objects, _records, new UploadOutcome(new FileUrlProvider(Root), context.Configuration),
            context);
        return new AssignmentService(
            _records, answers, _objects, creation, _images, Trash, new AssignmentHtmlPage(_folder.File("pages")), new FittingPair(), context);
    }
}
