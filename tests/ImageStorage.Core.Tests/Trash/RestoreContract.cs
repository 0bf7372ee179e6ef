using System.Globalization;
using ImageStorage.Assignments;
using ImageStorage.Creation;
using ImageStorage.Diagnostics;
using ImageStorage.Generation;
using ImageStorage.Generation.Offline;
using ImageStorage.Images;
using ImageStorage.Objects;
using ImageStorage.Objects.S3;
using ImageStorage.Optimization;
using ImageStorage.Pairing;
using ImageStorage.Records.Mapping;
using ImageStorage.Records.Sqlite;
using ImageStorage.Repair;
using ImageStorage.Urls;

namespace ImageStorage.Trash;

/// <summary>What a removal and a restoration owe their callers, whatever the objects are in.</summary>
public abstract class RestoreContract : IDisposable
{
    private const string Id = "quiz-1";

    private static readonly ObjectKey Key = ObjectKey.For(Id);

    private readonly ImageStorage.TemporaryFolder _folder = new();
    private readonly RecordingLogger _logger = new();
    private readonly SqliteDatabase _database;
    private readonly SqliteAssignmentRepository _records;
    private readonly SqliteAnswerRepository _answers;

    protected RestoreContract()
    {
        _database = new SqliteDatabase(_folder.File("assignments.db"));
        _records = new SqliteAssignmentRepository(_database);
        _answers = new SqliteAnswerRepository(_database);
    }

    public enum How
    {
        RemoveS3Image,
        RemoveAssignment,
        RemoveOrphan,
    }

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract IObjectStore Objects { get; }

    private protected abstract IObjectTrash Trash { get; }

    private ServiceContext Context => new(
        MotoBucket.Configuration(new Uri("http://127.0.0.1")) with { ImageModelId = ImageModelId.Offline },
        new OperationRunner(_logger, TimeProvider.System), _logger, TimeProvider.System);

    /// <summary>Everything beside the bytes that the store keeps of an object, but for when it was written.</summary>
    protected abstract Task<string> DescribeAsync(string key);

    /// <summary>Gives the object what our own uploads do not have, as another client of the store may.</summary>
    protected virtual Task DecorateAsync(string key) => Task.CompletedTask;

    /// <summary>What the trash has of pictures.</summary>
    protected abstract Task<int> CountTrashedPicturesAsync();

    [Theory]
    [InlineData(How.RemoveS3Image)]
    [InlineData(How.RemoveAssignment)]
    [InlineData(How.RemoveOrphan)]
    public async Task RestoreAsync_after_a_removal_gives_back_all_of_it(How how)
    {
        await MakeAsync(how);
        var before = await StateAsync();

        await RemoveAsync(how, Trash);
        Assert.Null(await Objects.HeadAsync(Key, Token));
        var restored = await RestoreAsync(Trash);

        Assert.Equal(before, await StateAsync());
        Assert.Equal(how == How.RemoveOrphan, restored.Record is null);
        Assert.Equal(Key, restored.Picture!.Key);
        Assert.Equal(0, await CountTrashedPicturesAsync());
        Assert.Null(await Trash.ReadNoteAsync(Id, Token));
    }

    [Theory]
    [InlineData(How.RemoveS3Image)]
    [InlineData(How.RemoveAssignment)]
    [InlineData(How.RemoveOrphan)]
    public async Task A_removal_that_is_stopped_at_any_step_loses_nothing(How how)
    {
        for (var step = 1; ; step++)
        {
            await MakeAsync(how);
            var before = await StateAsync();
            var stopping = new StoppingTrash(Trash, step);

            await StopAsync(() => RemoveAsync(how, stopping));
            if (await StateAsync() != before)
                await RestoreAsync(Trash);

            Assert.Equal(before, await StateAsync());
            await RemoveForGoodAsync();
            if (!stopping.HasStopped)
                return;
        }
    }

    [Theory]
    [InlineData(How.RemoveS3Image)]
    [InlineData(How.RemoveAssignment)]
    [InlineData(How.RemoveOrphan)]
    public async Task A_restoration_that_is_stopped_at_any_step_is_finished_by_the_same_call(How how)
    {
        for (var step = 1; ; step++)
        {
            await MakeAsync(how);
            var before = await StateAsync();
            await RemoveAsync(how, Trash);
            var stopping = new StoppingTrash(Trash, step);

            await StopAsync(() => RestoreAsync(stopping));
            if (stopping.HasStopped)
                await RestoreUnlessDoneAsync();

            Assert.Equal(before, await StateAsync());
            Assert.Equal(0, await CountTrashedPicturesAsync());
            await RemoveForGoodAsync();
            if (!stopping.HasStopped)
                return;
        }
    }

    [Fact]
    public async Task RestoreAsync_of_an_orphan_that_a_stopped_removal_left_gives_back_the_record_too()
    {
        await MakeAsync(How.RemoveAssignment);
        var before = await StateAsync();
        // Reading the note, writing it, and then the object.
        await StopAsync(() => RemoveAsync(How.RemoveAssignment, new StoppingTrash(Trash, 3)));
        Assert.Null(await _records.FindAsync(Id, Token));
        Assert.NotNull(await Objects.HeadAsync(Key, Token));

        await RemoveAsync(How.RemoveOrphan, Trash);
        Assert.Null(await Objects.HeadAsync(Key, Token));
        await RestoreAsync(Trash);

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task RestoreAsync_after_two_removals_undoes_them_one_by_one()
    {
        await MakeAsync(How.RemoveS3Image);
        var before = await StateAsync();
        await RemoveAsync(How.RemoveS3Image, Trash);
        var between = await RecordAsync();
        await RemoveAsync(How.RemoveAssignment, Trash);

        Assert.Equal(between, Text((await RestoreAsync(Trash)).Record));
        Assert.Equal(S3UploadStatus.Success, (await RestoreAsync(Trash)).Record!.S3UploadStatus);

        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task RestoreAsync_of_a_picture_keeps_what_was_changed_in_the_record_since()
    {
        await MakeAsync(How.RemoveS3Image);
        await RemoveAsync(How.RemoveS3Image, Trash);
        var record = (await _records.FindAsync(Id, Token))!;
        await _records.UpdateAsync(record, record with { QuestionAnswers = [new QuestionAnswer("b", "New?", "Yes")] }, Token);

        var restored = (await RestoreAsync(Trash)).Record!;

        Assert.Equal(("New?", S3UploadStatus.Success), (Assert.Single(restored.QuestionAnswers).Question, restored.S3UploadStatus));
        Assert.Equal(Text(restored), await RecordAsync());
    }

    [Theory]
    [InlineData(How.RemoveS3Image, ImageStorageError.ImageAlreadyExists)]
    [InlineData(How.RemoveAssignment, ImageStorageError.AssignmentAlreadyExists)]
    [InlineData(How.RemoveOrphan, ImageStorageError.ImageAlreadyExists)]
    public async Task RestoreAsync_where_another_picture_stands_changes_nothing(How how, ImageStorageError expected)
    {
        await MakeAsync(how);
        await RemoveAsync(how, Trash);
        if (how == How.RemoveOrphan)
            await Objects.PutAsync(Uploads.Of(Id, "another"), Token);
        else
            await Service(Trash).CreateImageAsync(new NewImageRequest { AssignmentId = Id, Prompt = "A green fox" }, null, Token);
        var before = await StateAsync();

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => RestoreAsync(Trash));

        Assert.Equal(expected, error.Error);
        Assert.Contains("nothing was changed", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync());
        Assert.NotNull(await Trash.ReadNoteAsync(Id, Token));
    }

    [Fact]
    public async Task RestoreAsync_where_another_object_has_the_key_leaves_the_record_too()
    {
        await MakeAsync(How.RemoveAssignment);
        await RemoveAsync(How.RemoveAssignment, Trash);
        await Objects.PutAsync(Uploads.Of(Id, "another"), Token);

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => RestoreAsync(Trash));

        Assert.Equal(ImageStorageError.ImageAlreadyExists, error.Error);
        Assert.Null(await _records.FindAsync(Id, Token));
        Assert.Null(await Uploads.DifferenceAsync(Objects, Uploads.Of(Id, "another")));
    }

    [Fact]
    public async Task RestoreAsync_for_the_second_time_is_ImageNotFound_and_says_what_to_do()
    {
        await MakeAsync(How.RemoveAssignment);
        await RemoveAsync(How.RemoveAssignment, Trash);
        await RestoreAsync(Trash);
        var before = await StateAsync();

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => RestoreAsync(Trash));

        Assert.Equal(ImageStorageError.ImageNotFound, error.Error);
        Assert.Contains($"New-AssignmentImage -AssignmentId {Id}", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task RestoreAsync_of_a_picture_that_the_trash_lost_brings_back_nothing()
    {
        await MakeAsync(How.RemoveAssignment);
        var picture = (await Objects.HeadAsync(Key, Token))!;
        await RemoveAsync(How.RemoveAssignment, Trash);
        await LoseAsync(picture);

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => RestoreAsync(Trash));

        Assert.Equal(ImageStorageError.ImageNotFound, error.Error);
        Assert.Null(await _records.FindAsync(Id, Token));
    }

    [Fact]
    public async Task RestoreAsync_of_a_record_without_a_picture_gives_it_back()
    {
        await Service(Trash).CreateAsync(new NewAssignmentRequest { AssignmentId = Id, Prompt = "Plain" }, Token);
        var before = await RecordAsync();
        await RemoveAsync(How.RemoveAssignment, Trash);

        var restored = await RestoreAsync(Trash);

        Assert.Null(restored.Picture);
        Assert.Equal(before, await RecordAsync());
    }

    [Fact]
    public async Task List_does_not_see_the_trash()
    {
        await MakeAsync(How.RemoveAssignment);
        await RemoveAsync(How.RemoveAssignment, Trash);

        using var listing = Objects.List();

        Assert.Empty(await listing.ReadAsync(Token));
    }

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _records.Dispose();
        _database.Dispose();
        _folder.Dispose();
    }

    /// <summary>Takes a picture out of the trash, as its expiry does.</summary>
    private protected virtual Task LoseAsync(StoredObject picture) => Trash.DropAsync(picture, Token);

    private async Task MakeAsync(How how)
    {
        await Service(Trash).CreateImageAsync(
            new NewImageRequest
            {
                AssignmentId = Id,
                Prompt = "A red kite «ünï» 🪁",
                TeacherId = "Prof. Ångström",
                Permanent = true,
                QuestionAnswers = [new QuestionAnswer("a", "Capital?", "Paris")],
            },
            null,
            Token);
        await DecorateAsync(Key);
        foreach (var student in new[] { "s-1", "s-2" })
        {
            await _answers.SubmitAsync(Submission(student, "Rome", 10), Token);
            await _answers.SubmitAsync(Submission(student, "Paris", 100), Token);
            await _answers.SubmitAsync(Submission(student, "Oslo", 20), Token);
        }

        if (how == How.RemoveOrphan)
        {
            await _records.DeleteAsync(Id, Token);
            await _answers.DeleteAsync(Id, Token);
            await _records.DeleteAsync("other", Token);
            await Service(Trash).CreateAsync(new NewAssignmentRequest { AssignmentId = "other", Prompt = "Plain" }, Token);
        }
    }

    private static AnswerSubmission Submission(string student, string answer, int score) => new()
    {
        SubmissionId = Guid.NewGuid().ToString("N"),
        AssignmentId = Id,
        StudentId = student,
        AnsweredAt = DateTimeOffset.UnixEpoch.AddMicroseconds(score + 1),
        Answers = [new ScoredAnswer("a", answer, score)],
    };

    private async Task RemoveAsync(How how, IObjectTrash trash)
    {
        switch (how)
        {
            case How.RemoveS3Image:
                await Images(trash).RemoveAsync(Id, Token);
                break;
            case How.RemoveAssignment:
                await Service(trash).RemoveAsync(Id, Token);
                break;
            default:
                var repair = new RepairService(
                    _records, Objects, new AssignmentTrash(trash, TimeProvider.System), Outcome, new FittingPair(), Context);
                if (await _records.FindAsync("other", Token) is null)
                    await Service(trash).CreateAsync(new NewAssignmentRequest { AssignmentId = "other", Prompt = "Plain" }, Token);
                var options = new RepairOptions { RemoveOrphans = true, GracePeriod = TimeSpan.Zero };
                var finding = Assert.Single(await repair.RepairAsync(options, null, Token).ToListAsync(Token));
                Assert.Contains($"Restore-AssignmentImage {Id} brings it back", finding.Detail, StringComparison.Ordinal);
                break;
        }
    }

    private Task<Restoration> RestoreAsync(IObjectTrash trash) =>
        new RestoreService(_records, _answers, new AssignmentTrash(trash, TimeProvider.System), Context.Operations).RestoreAsync(Id, Token);

    /// <summary>The same call again; when only the answer of the last step was lost, there is nothing left to bring back.</summary>
    private async Task RestoreUnlessDoneAsync()
    {
        if (await Trash.ReadNoteAsync(Id, Token) is not null)
            await RestoreAsync(Trash);
    }

    private static async Task StopAsync(Func<Task> work)
    {
        try
        {
            await work();
        }
        catch (ImageStorageException exception)
        {
            Assert.Contains(StoppingTrash.Message, exception.Message, StringComparison.Ordinal);
        }
    }

    private async Task RemoveForGoodAsync()
    {
        await _records.DeleteAsync(Id, Token);
        await _answers.DeleteAsync(Id, Token);
        await Objects.DeleteAsync(Key, Token);
        await Trash.DeleteNoteAsync(Id, Token);
    }

    private AssignmentService Service(IObjectTrash trash)
    {
        var creation = new ImageCreation(new OfflineImageGenerator(), new VipsImageOptimizer(), Objects, _records, Outcome, Context);
        return new AssignmentService(
            _records, _answers, Objects, creation, Images(trash), new AssignmentTrash(trash, TimeProvider.System),
            new AssignmentHtmlPage(_folder.File("pages")), new FittingPair(), Context);
    }

    private ImageService Images(IObjectTrash trash) => new(
        new VipsImageOptimizer(), Objects, _records, new FileUrlProvider(_folder.Path), new ImageCache(_folder.File("cache")),
        new AssignmentTrash(trash, TimeProvider.System), Context);

    private UploadOutcome Outcome => new(new FileUrlProvider(_folder.Path), Context.Configuration);

    /// <summary>Everything of the assignment: bytes, description, record and answers.</summary>
    private async Task<string> StateAsync()
    {
        var picture = "no picture";
        if (await Objects.HeadAsync(Key, Token) is not null)
        {
            var download = await Objects.GetAsync(Key, null, Token);
            var stored = download.Stored with { VersionId = null, LastModified = null };
            picture = $"{Convert.ToHexString(download.Data!)}\n{stored}\n{await DescribeAsync(Key)}";
        }

        var answers = await _answers.ListAsync(Id, null, Token).Select(answer => answer.ToString()).ToListAsync(Token);
        return string.Join('\n', [picture, await RecordAsync(), .. answers]);
    }

    private async Task<string> RecordAsync() => Text(await _records.FindAsync(Id, Token));

    // A restored picture is a change of its record, which counts.
    private static string Text(Assignment? record) => record is null
        ? "no record"
        : string.Join('\n', AssignmentMapper.ToFields(record).Where(field => field.Key != AssignmentFields.Revision).Select(
            field => string.Create(CultureInfo.InvariantCulture, $"{field.Key} = {Value(field.Value)}")));

    private static object? Value(object? value) => value is IReadOnlyDictionary<string, object?> fields ? JsonFields.Write(fields) : value;
}
