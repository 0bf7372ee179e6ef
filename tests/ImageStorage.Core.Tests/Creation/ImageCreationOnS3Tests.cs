using Amazon.S3;
using ImageStorage.Assignments;
using ImageStorage.Aws;
using ImageStorage.Diagnostics;
using ImageStorage.Generation;
using ImageStorage.Generation.Offline;
using ImageStorage.Images;
using ImageStorage.Objects;
using ImageStorage.Objects.S3;
using ImageStorage.Optimization;
using ImageStorage.Pairing;
using ImageStorage.Records;
using ImageStorage.Records.Sqlite;
using ImageStorage.Resilience;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;
using ImageStorage.Trash;
using ImageStorage.Urls;
using Microsoft.Extensions.Time.Testing;

namespace ImageStorage.Creation;

/// <summary>The main job against S3 through a proxy that fails: whatever happens to the object, the record says the truth.</summary>
public sealed class ImageCreationOnS3Tests(MotoServer moto) : IAsyncLifetime
{
    private const string Key = "generated_images/quiz.webp";
    private static readonly NewImageRequest Kite = new() { AssignmentId = "quiz", Prompt = "A red kite" };

    private readonly TemporaryFolder _folder = new();
    private readonly RecordingLogger _logger = new();
    private MotoBucket _bucket = null!;
    private FaultProxy _proxy = null!;
    private IAmazonS3 _client = null!;
    private SqliteAssignmentRepository _records = null!;
    private SqliteAnswerRepository _answers = null!;
    private AssignmentService _service = null!;

    public async ValueTask InitializeAsync()
    {
        _bucket = await MotoBucket.CreateAsync(moto);
        _proxy = new FaultProxy(_bucket.Endpoint);
        _records = new SqliteAssignmentRepository(_folder.File("assignments.db"));
        _answers = new SqliteAnswerRepository(new SqliteDatabase(_folder.File("assignments.db")));
        _service = Compose(new SkippingTimeProvider(TimeSpan.FromSeconds(5)));
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _bucket?.Dispose();
        _records?.Dispose();
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        _folder.Dispose();
    }

    public static TheoryData<string, Fault, ImageStorageError, int> Faults => new()
    {
        { "500", Fault.Answer(500, "InternalError"), ImageStorageError.StorageUnavailable, 3 },
        { "503 SlowDown", Fault.Answer(503, "SlowDown", ("Retry-After", "1")), ImageStorageError.StorageUnavailable, 3 },
        { "reset in mid-body", Fault.ResetInRequest, ImageStorageError.StorageUnavailable, 3 },
        { "403", Fault.Answer(403, "AccessDenied"), ImageStorageError.StorageAccessDenied, 1 },
        { "no bucket", Fault.Answer(404, "NoSuchBucket"), ImageStorageError.BucketNotFound, 1 },
        { "expired token", Fault.Answer(400, "ExpiredToken"), ImageStorageError.CredentialsNotFound, 1 },
    };

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task CreateImageAsync_that_cannot_store_a_new_picture_records_that_it_failed(string name, Fault fault, ImageStorageError expected, int attempts)
    {
        _proxy.Program = _ => fault;

        var error = await FailAsync(Kite);

        Assert.Equal((name, expected, attempts), (name, error.Error, error.Attempts));
        Assert.Equal(32, error.CorrelationId!.Length);
        var record = await RecordAsync();
        Assert.Equal((S3UploadStatus.Failed, attempts), (record.S3UploadStatus, record.S3UploadAttempts));
        Assert.Equal(0, await _bucket.CountVersionsAsync(Key));
    }

    [Fact]
    public async Task CreateImageAsync_refused_a_connection_records_that_it_failed()
    {
        _proxy.Refuse();

        var error = await FailAsync(Kite);

        Assert.Equal((ImageStorageError.StorageUnavailable, 3), (error.Error, error.Attempts));
        Assert.Equal(S3UploadStatus.Failed, (await RecordAsync()).S3UploadStatus);
    }

    [Fact]
    public async Task CreateImageAsync_never_answered_times_out_after_thirty_seconds_and_records_that_it_failed()
    {
        var time = new FakeTimeProvider();
        _service = Compose(time);
        _proxy.Program = _ => Fault.NeverAnswer;

        var work = FailAsync(Kite);
        while (!work.IsCompleted)
        {
            await Task.Delay(20);
            if (_proxy.Requests.Count > 0)
                time.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Equal(ImageStorageError.StorageTimeout, (await work).Error);
        Assert.Equal(S3UploadStatus.Failed, (await RecordAsync()).S3UploadStatus);
    }

    [Fact]
    public async Task CreateImageAsync_again_after_a_failure_finishes()
    {
        _proxy.Program = _ => Fault.Answer(503, "SlowDown");
        await FailAsync(Kite);
        _proxy.Program = _ => Fault.None;

        var image = await _service.CreateImageAsync(Kite, null, default);

        Assert.Equal((S3UploadStatus.Success, 1), (image.Status, await _bucket.CountVersionsAsync(Key)));
    }

    [Fact]
    public async Task CreateImageAsync_whose_third_attempt_succeeds_records_three_attempts()
    {
        _proxy.FailInOrder(Fault.Answer(500, "InternalError"), Fault.ResetInRequest);

        var image = await _service.CreateImageAsync(Kite, null, default);

        Assert.Equal((3, 3, 1), (image.Attempts, image.Assignment.S3UploadAttempts, await _bucket.CountVersionsAsync(Key)));
    }

    [Theory]
    [InlineData(403, "AccessDenied")]
    [InlineData(400, "ExpiredToken")]
    public async Task CreateImageAsync_of_a_replacement_that_is_refused_leaves_the_former_record(int status, string code)
    {
        var former = await _service.CreateImageAsync(Kite, null, default);
        _proxy.Program = _ => Fault.Answer(status, code);

        await FailAsync(Kite with { Prompt = "A blue whale", Force = true });

        var record = await RecordAsync();
        Assert.Equal(
            (former.Assignment.Prompt, former.Sha256, S3UploadStatus.Success, former.Assignment.S3UploadAttempts),
            (record.Prompt, record.ImageMetadata!.Sha256, record.S3UploadStatus, record.S3UploadAttempts));
    }

    [Fact]
    public async Task CreateImageAsync_of_a_replacement_that_may_have_been_stored_says_failed_and_finishes_when_asked_again()
    {
        await _service.CreateImageAsync(Kite, null, default);
        var whale = Kite with { Prompt = "A blue whale", Force = true };
        var isStored = false;
        _proxy.Program = request =>
        {
            isStored |= request.Method == "PUT";
            return !isStored ? Fault.None : request.Method == "PUT" ? Fault.DropAnswer : Fault.Answer(503, "SlowDown");
        };
        await FailAsync(whale);
        Assert.Equal(S3UploadStatus.Failed, (await RecordAsync()).S3UploadStatus);
        _proxy.Program = _ => Fault.None;

        var image = await _service.CreateImageAsync(whale, null, default);

        Assert.Equal("A blue whale", image.Assignment.Prompt);
        Assert.Equal(S3UploadStatus.Success, (await RecordAsync()).S3UploadStatus);
    }

    [Fact]
    public async Task CreateImageAsync_whose_answers_are_all_lost_succeeds_when_the_object_is_there()
    {
        _proxy.Program = request => request.Method == "PUT" ? Fault.DropAnswer : Fault.None;

        var image = await _service.CreateImageAsync(Kite, null, default);

        Assert.Equal((S3UploadStatus.Success, 1), (image.Status, await _bucket.CountVersionsAsync(Key)));
    }

    [Fact]
    public async Task CreateImageAsync_of_a_replacement_that_never_arrived_leaves_the_former_record()
    {
        var former = await _service.CreateImageAsync(Kite, null, default);
        _proxy.Program = request => request.Method == "PUT" ? Fault.Answer(503, "SlowDown") : Fault.None;

        await FailAsync(Kite with { Prompt = "A blue whale", Force = true });

        var record = await RecordAsync();
        Assert.Equal((former.Sha256, "A red kite", S3UploadStatus.Success), (record.ImageMetadata!.Sha256, record.Prompt, record.S3UploadStatus));
    }

    [Fact]
    public async Task CreateImageAsync_of_two_replacements_at_once_leaves_a_record_of_the_object_that_is_there()
    {
        await _service.CreateImageAsync(Kite, null, default);
        var calls = new[] { "A cat", "A dog", "An owl", "A fox" }
            .Select(prompt => Record.ExceptionAsync(() => _service.CreateImageAsync(Kite with { Prompt = prompt, Force = true }, null, default)).AsTask());

        await Task.WhenAll(calls);

        var record = await RecordAsync();
        var stored = await _bucket.Store.HeadAsync(ObjectKey.Parse(Key), default);
        Assert.Equal((S3UploadStatus.Success, stored!.Sha256), (record.S3UploadStatus, record.ImageMetadata!.Sha256));
    }

    [Fact]
    public async Task CreateImageAsync_whose_object_is_gone_makes_it_again()
    {
        await _service.CreateImageAsync(Kite, null, default);
        await _bucket.Store.DeleteAsync(ObjectKey.Parse(Key), default);

        var image = await _service.CreateImageAsync(Kite, null, default);

        Assert.False(image.Reused);
        Assert.NotNull(await _bucket.Store.HeadAsync(ObjectKey.Parse(Key), default));
    }

    [Fact]
    public async Task CreateImageAsync_asked_to_be_permanent_changes_the_tag_of_a_picture_that_is_there()
    {
        await _service.CreateImageAsync(Kite, null, default);

        await _service.CreateImageAsync(Kite with { Permanent = true }, null, default);

        Assert.Equal(("permanent", 1), (await _bucket.LifecycleAsync(Key), await _bucket.CountVersionsAsync(Key)));
    }

    [Fact]
    public async Task CreateImageAsync_asked_to_be_permanent_asks_S3_three_times_and_leaves_the_picture_as_it_is()
    {
        await _service.CreateImageAsync(Kite, null, default);
        var before = await _bucket.Store.GetAsync(ObjectKey.Parse(Key), null, default);
        var earlier = _proxy.Requests.Count;

        var image = await _service.CreateImageAsync(Kite with { Permanent = true }, null, default);

        var requests = _proxy.Requests.Skip(earlier).Select(request => request.Method + (request.Target.Split('?') is [_, var query] ? "?" + query : ""));
        var after = await _bucket.Store.GetAsync(ObjectKey.Parse(Key), null, default);
        Assert.Equal(["HEAD", "GET?tagging", "PUT?tagging"], requests);
        Assert.True(image.Reused);
        Assert.Equal(before.Stored, after.Stored);
        Assert.Equal(before.Data, after.Data);
    }

    [Fact]
    public async Task CreateImageAsync_asked_to_be_permanent_tries_the_tag_again()
    {
        await _service.CreateImageAsync(Kite, null, default);
        var failed = 0;
        _proxy.Program = request => request.Method == "PUT" && failed++ < 2 ? Fault.Answer(503, "SlowDown") : Fault.None;

        await _service.CreateImageAsync(Kite with { Permanent = true }, null, default);

        Assert.Equal((3, "permanent"), (failed, await _bucket.LifecycleAsync(Key)));
    }

    [Fact]
    public async Task CreateImageAsync_stopped_while_storing_leaves_the_record_pending_and_the_same_call_finishes()
    {
        using var stop = new CancellationTokenSource();
        _proxy.Program = request =>
        {
            if (request.Method != "PUT")
                return Fault.None;
            stop.Cancel();
            return Fault.NeverAnswer;
        };

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _service.CreateImageAsync(Kite, null, stop.Token));
        Assert.Equal(S3UploadStatus.Pending, (await RecordAsync()).S3UploadStatus);

        _proxy.Program = _ => Fault.None;
        Assert.Equal(S3UploadStatus.Success, (await _service.CreateImageAsync(Kite, null, default)).Status);
    }

    [Fact]
    public async Task CreateImageAsync_that_crashed_after_the_object_was_stored_is_finished_without_a_new_picture()
    {
        var made = await _service.CreateImageAsync(Kite, null, default);
        await _records.UpdateAsync(made.Assignment, made.Assignment with { S3UploadStatus = S3UploadStatus.Pending }, default);

        var finished = await _service.CreateImageAsync(Kite, null, default);

        Assert.True(finished.Reused);
        Assert.Equal((S3UploadStatus.Success, 1), (finished.Status, await _bucket.CountVersionsAsync(Key)));
    }

    [Fact]
    public async Task CreateImageAsync_by_eight_at_once_for_one_assignment_makes_one_version_and_true_records()
    {
        var calls = Enumerable.Range(0, 8).Select(_ => Record.ExceptionAsync(() => _service.CreateImageAsync(Kite, null, default)).AsTask());

        var failures = (await Task.WhenAll(calls)).Where(failure => failure is not null).ToList();

        Assert.Empty(failures);
        Assert.Equal((S3UploadStatus.Success, 1), ((await RecordAsync()).S3UploadStatus, await _bucket.CountVersionsAsync(Key)));
    }

    [Fact]
    public async Task CreateImageAsync_that_fails_tells_the_log_everything_and_the_user_no_permission()
    {
        _proxy.Program = _ => Fault.Answer(403, "AccessDenied");

        var error = await FailAsync(Kite);

        Assert.DoesNotContain("s3:PutObject", error.Message, StringComparison.Ordinal);
        var log = string.Join('\n', _logger.Entries.Select(entry => string.Join(' ', entry.Select(field => $"{field.Key}={field.Value}"))));
        Assert.Contains("s3:PutObject", log, StringComparison.Ordinal);
        Assert.Contains($"correlation_id={error.CorrelationId}", log, StringComparison.Ordinal);
        Assert.Contains("error_code=StorageAccessDenied", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RemoveAsync_that_cannot_delete_the_object_names_it_and_who_will()
    {
        await _service.CreateImageAsync(Kite, null, default);
        _proxy.Program = request => request.Method == "DELETE" ? Fault.Answer(403, "AccessDenied") : Fault.None;

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => _service.RemoveAsync("quiz", default));

        Assert.Equal((ImageStorageError.StorageAccessDenied, false), (error.Error, error.IsTransient));
        Assert.Contains(Key, error.Message, StringComparison.Ordinal);
        Assert.Contains("Repair-AssignmentImage -RemoveOrphan", error.Message, StringComparison.Ordinal);
        Assert.Null(await _records.FindAsync("quiz", default));
    }

    private async Task<ImageStorageException> FailAsync(NewImageRequest request) =>
        await Assert.ThrowsAsync<ImageStorageException>(() => _service.CreateImageAsync(request, null, default));

    private async Task<Assignment> RecordAsync() => Assert.IsType<Assignment>(await _records.FindAsync("quiz", default));

    private AssignmentService Compose(TimeProvider time)
    {
        _client?.Dispose();
        var configuration = MotoBucket.Configuration(_proxy.Endpoint) with { ImageModelId = ImageModelId.Offline };
        _client = AwsClients.CreateS3(configuration);
        var store = new S3ObjectStore(_client, _bucket.Name);
        var objects = new ResilientObjectStore(store, _logger, time, random: () => 1);
        var calls = new ResilientCalls("image store", _logger, time, random: () => 1);
        var trash = new AssignmentTrash(new ResilientObjectTrash(new S3ObjectTrash(_client, _bucket.Name, store), calls), time);
        var urls = new S3UrlProvider(_client, _bucket.Name, time);
        var optimizer = new VipsImageOptimizer();
        var context = new ServiceContext(configuration, new OperationRunner(_logger, time), _logger, time);
        var images = new ImageService(optimizer, objects, _records, urls, new ImageCache(_folder.File("cache")), trash, context);
        var creation = new ImageCreation(
            new OfflineImageGenerator(), optimizer, objects, _records, new UploadOutcome(urls, configuration), context);
        return new AssignmentService(
            _records, _answers, objects, creation, images, trash, new AssignmentHtmlPage(_folder.File("pages")), new FittingPair(), context);
    }
}
