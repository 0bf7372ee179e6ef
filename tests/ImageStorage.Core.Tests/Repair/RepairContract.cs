using CsCheck;
using ImageStorage.Creation;
using ImageStorage.Diagnostics;
using ImageStorage.Objects;
using ImageStorage.Objects.S3;
using ImageStorage.Pairing;
using ImageStorage.Records.Mapping;
using ImageStorage.Records.Sqlite;
using ImageStorage.Trash;
using ImageStorage.Urls;
using Microsoft.Extensions.Time.Testing;

namespace ImageStorage.Repair;

/// <summary>What a repair does, whatever the objects are in. By its clock an hour has passed since everything was written.</summary>
public abstract class RepairContract : IDisposable
{
    private readonly ImageStorage.TemporaryFolder _folder = new();
    private readonly SqliteAssignmentRepository _records;
    private readonly RecordingLogger _logger = new();
    private readonly FakeTimeProvider _time = new(DateTimeOffset.UtcNow.AddHours(1));

    protected RepairContract() => _records = new SqliteAssignmentRepository(_folder.File("records.db"));

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected abstract IObjectStore Objects { get; }

    private protected abstract IObjectTrash Trash { get; }

    protected abstract int Iterations { get; }

    private protected SqliteAssignmentRepository Records => _records;

    private protected RepairService Service => new(
        _records, Objects, new AssignmentTrash(Trash, _time), new UploadOutcome(new FileUrlProvider(_folder.Path), Configuration), new FittingPair(),
        new ServiceContext(Configuration, new OperationRunner(_logger, _time), _logger, _time));

    private static ImageStorageConfiguration Configuration => MotoBucket.Configuration(new Uri("http://127.0.0.1"));

    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task RepairAsync_of_pending_with_its_object_finishes_the_record()
    {
        await RecordAsync("a", S3UploadStatus.Pending, "cat");
        await StoreAsync("a", "cat");

        var finding = Assert.Single(await RepairAsync());

        Assert.Equal((RepairProblem.PendingWithObject, RepairAction.Finish, true), (finding.Problem, finding.Action, finding.Mended));
        var record = await FindAsync("a");
        Assert.Equal((S3UploadStatus.Success, 1, null), (record.S3UploadStatus, record.S3UploadAttempts, record.S3UploadError));
    }

    [Fact]
    public async Task RepairAsync_of_pending_without_object_fails_the_record_and_says_why()
    {
        await RecordAsync("a", S3UploadStatus.Pending, "cat");

        var finding = Assert.Single(await RepairAsync());

        Assert.Equal((RepairProblem.PendingWithoutObject, RepairAction.MarkFailed, true), (finding.Problem, finding.Action, finding.Mended));
        var record = await FindAsync("a");
        Assert.Equal(S3UploadStatus.Failed, record.S3UploadStatus);
        Assert.Contains(finding.Detail, record.S3UploadError, StringComparison.Ordinal);
    }

    [Fact]
    public async Task RepairAsync_of_pending_with_another_picture_fails_the_record_and_keeps_the_object()
    {
        await RecordAsync("a", S3UploadStatus.Pending, "cat");
        await StoreAsync("a", "dog");

        await RepairAsync(new RepairOptions { RemoveOrphans = true });

        Assert.Equal(S3UploadStatus.Failed, (await FindAsync("a")).S3UploadStatus);
        Assert.NotNull(await Objects.HeadAsync(ObjectKey.For("a"), Token));
    }

    [Fact]
    public async Task RepairAsync_of_failed_with_its_object_finishes_the_record()
    {
        await RecordAsync("a", S3UploadStatus.Failed, "cat");
        await StoreAsync("a", "cat");

        Assert.Equal(RepairProblem.FailedWithObject, Assert.Single(await RepairAsync()).Problem);

        Assert.Equal(S3UploadStatus.Success, (await FindAsync("a")).S3UploadStatus);
    }

    [Fact]
    public async Task RepairAsync_of_success_whose_object_is_gone_fails_the_record()
    {
        await RecordAsync("a", S3UploadStatus.Success, "cat");

        Assert.Equal(RepairProblem.MissingObject, Assert.Single(await RepairAsync()).Problem);

        var record = await FindAsync("a");
        Assert.Equal((S3UploadStatus.Failed, null), (record.S3UploadStatus, record.CloudFrontUrl));
    }

    [Theory]
    [InlineData("dog", RepairProblem.HashMismatch)]
    [InlineData("horse", RepairProblem.SizeMismatch)]
    public async Task RepairAsync_of_success_with_another_picture_shows_it_and_changes_nothing(string stored, RepairProblem problem)
    {
        var before = await RecordAsync("a", S3UploadStatus.Success, "cat");
        await StoreAsync("a", stored);

        var finding = Assert.Single(await RepairAsync());

        Assert.Equal((problem, RepairAction.None, false), (finding.Problem, finding.Action, finding.Mended));
        Assert.Equal(before.Revision, (await FindAsync("a")).Revision);
    }

    [Fact]
    public async Task RepairAsync_of_an_orphan_lists_it()
    {
        await StoreAsync("a", "cat");

        var finding = Assert.Single(await RepairAsync());

        Assert.Equal((RepairProblem.OrphanObject, RepairAction.None, false), (finding.Problem, finding.Action, finding.Mended));
        Assert.NotNull(await Objects.HeadAsync(ObjectKey.For("a"), Token));
    }

    [Fact]
    public async Task RepairAsync_RemoveOrphans_deletes_what_no_record_names_and_nothing_else()
    {
        await RecordAsync("kept", S3UploadStatus.Success, "cat");
        await StoreAsync("kept", "cat");
        await StoreAsync("kept", "cat", ImageFormat.Png);
        await StoreAsync("orphan", "cat");
        await RecordWithoutImageAsync("without");
        await StoreAsync("without", "cat");

        var findings = await RepairAsync(new RepairOptions { RemoveOrphans = true, MaxRemove = 3 });

        Assert.Equal(
            ["generated_images/kept.png", "generated_images/orphan.webp", "generated_images/without.webp"],
            findings.Select(finding => finding.Key).Order(StringComparer.Ordinal));
        Assert.Equal(["generated_images/kept.webp"], await KeysAsync());
    }

    [Theory]
    [InlineData(4, 36, null, true)]
    [InlineData(5, 36, null, false)]
    [InlineData(5, 36, 5, true)]
    [InlineData(1, 1, null, true)]
    [InlineData(2, 1, null, false)]
    [InlineData(1, 1, 0, false)]
    public async Task RepairAsync_RemoveOrphans_deletes_a_tenth_at_most_or_what_is_allowed(int orphans, int kept, int? maxRemove, bool deletes)
    {
        await StoreManyAsync(orphans, kept);

        var refusal = await RefusalAsync(new RepairOptions { RemoveOrphans = true, MaxRemove = maxRemove });

        Assert.Equal(deletes ? null : ImageStorageError.RepairRefused, refusal?.Error);
        Assert.Equal(deletes ? kept : kept + orphans, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task RepairAsync_RemoveOrphans_deletes_a_hundred_at_most_of_however_many()
    {
        await StoreManyAsync(orphans: 101, kept: 1000);

        Assert.Contains("101 of 1101 images have no record", (await RefusalAsync(new RepairOptions { RemoveOrphans = true }))!.Message, StringComparison.Ordinal);

        Assert.Equal(1101, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task RepairAsync_RemoveOrphans_without_one_record_deletes_nothing_whatever_is_allowed()
    {
        await StoreAsync("a", "cat");

        var refusal = await RefusalAsync(new RepairOptions { RemoveOrphans = true, MaxRemove = 100 });

        Assert.Equal(ImageStorageError.RepairRefused, refusal?.Error);
        Assert.Single(await KeysAsync());
    }

    [Fact]
    public async Task RepairAsync_against_objects_of_another_system_gives_up_no_record()
    {
        for (var number = 0; number < 5; number++)
            await RecordAsync($"a{number}", S3UploadStatus.Success, "cat");

        var refusal = await RefusalAsync(new RepairOptions());

        Assert.Contains("5 of 5 records name an image that is missing", refusal!.Message, StringComparison.Ordinal);
        Assert.Equal(S3UploadStatus.Success, (await FindAsync("a0")).S3UploadStatus);
    }

    [Fact]
    public async Task RepairAsync_asks_once_about_all_deletions_with_numbers_and_names()
    {
        await RecordWithoutImageAsync("other");
        for (var number = 0; number < 7; number++)
            await StoreAsync($"a{number}", "cat");
        var asked = new List<RepairBatch>();

        await RepairAsync(new RepairOptions { RemoveOrphans = true, MaxRemove = 7, ApproveBatch = (batch, _) => { asked.Add(batch); return Task.FromResult(false); } });

        var batch = Assert.Single(asked);
        Assert.Equal((RepairAction.Remove, 7, 7L), (batch.Action, batch.Count, batch.Total));
        Assert.Matches(
            "^7 of 7 images have no record: assignments a0, a1, a2, a3, a4 and 2 more, (teachers .+, )?from [0-9-]{10} to [0-9-]{10}$", batch.Description);
        Assert.Equal(7, (await KeysAsync()).Count);
    }

    [Fact]
    public async Task RepairAsync_RemoveOrphans_keeps_what_was_stored_without_a_record_on_purpose()
    {
        await RecordWithoutImageAsync("other");
        var upload = Uploads.Of("a", "cat");
        await Objects.PutAsync(upload with { Metadata = upload.Metadata with { WithoutRecord = true } }, Token);

        Assert.Empty(await RepairAsync(new RepairOptions { RemoveOrphans = true }));

        Assert.Single(await KeysAsync());
    }

    [Fact]
    public async Task RepairAsync_RemoveOrphans_keeps_an_object_that_the_record_of_another_id_names()
    {
        await _records.InsertAsync(Sample("a", S3UploadStatus.Success, "cat") with { S3ImageKey = ObjectKey.For("b") }, Token);
        await StoreAsync("b", "cat");

        Assert.Empty(await RepairAsync(new RepairOptions { RemoveOrphans = true }));

        Assert.Single(await KeysAsync());
    }

    [Fact]
    public async Task RepairAsync_of_what_is_younger_than_the_grace_period_leaves_it_alone()
    {
        await RecordAsync("a", S3UploadStatus.Pending, "cat");
        await StoreAsync("b", "cat");

        Assert.Empty(await RepairAsync(new RepairOptions { RemoveOrphans = true, GracePeriod = TimeSpan.FromHours(2) }));
    }

    [Fact]
    public async Task RepairAsync_while_an_old_assignment_gets_another_picture_leaves_it_alone()
    {
        await _records.InsertAsync(
            Sample("a", S3UploadStatus.Pending, "cat") with { CreatedAt = DateTimeOffset.UnixEpoch, S3UploadStartedAt = EpochSeconds.Now(_time) }, Token);
        await StoreAsync("a", "dog", ImageFormat.Png);

        Assert.Empty(await RepairAsync(new RepairOptions { RemoveOrphans = true }));
    }

    [Fact]
    public async Task RepairAsync_that_is_refused_every_change_lists_and_changes_nothing()
    {
        await RecordAsync("a", S3UploadStatus.Pending, "cat");
        await RecordAsync("b", S3UploadStatus.Success, "cat");
        await StoreAsync("c", "cat");
        var before = await StateAsync();

        var findings = await RepairAsync(new RepairOptions { RemoveOrphans = true, Approve = (_, _) => Task.FromResult(false) });

        Assert.Equal(3, findings.Count(finding => !finding.Mended && finding.Action != RepairAction.None));
        Assert.Equal(before, await StateAsync());
    }

    [Fact]
    public async Task RepairAsync_of_a_record_that_changes_meanwhile_leaves_it_to_whoever_changed_it()
    {
        var pending = await RecordAsync("a", S3UploadStatus.Pending, "cat");
        var options = new RepairOptions
        {
            Approve = async (_, token) =>
            {
                await _records.UpdateAsync(pending, pending with { Prompt = "changed" }, token);
                return true;
            },
        };

        Assert.Empty(await RepairAsync(options));

        Assert.Equal((S3UploadStatus.Pending, "changed"), ((await FindAsync("a")).S3UploadStatus, (await FindAsync("a")).Prompt));
    }

    [Fact]
    public async Task RepairAsync_of_an_orphan_that_gets_a_record_before_it_is_deleted_keeps_it()
    {
        await RecordWithoutImageAsync("other");
        await StoreAsync("a", "cat");
        var options = new RepairOptions
        {
            RemoveOrphans = true,
            Approve = async (_, _) =>
            {
                await RecordAsync("a", S3UploadStatus.Success, "cat");
                return true;
            },
        };

        Assert.Empty(await RepairAsync(options));

        Assert.Single(await KeysAsync());
    }

    [Fact]
    public async Task RepairAsync_of_a_record_whose_key_is_none_shows_it()
    {
        await _records.InsertAsync(Sample("a", S3UploadStatus.Success, "cat") with { S3ImageKey = "pictures/../a" }, Token);

        Assert.Equal(RepairProblem.UnreadableKey, Assert.Single(await RepairAsync()).Problem);
    }

    [Fact]
    public async Task RepairAsync_that_is_left_early_stops()
    {
        for (var number = 0; number < 5; number++)
            await StoreAsync($"a{number}", "cat");

        await foreach (var finding in Service.RepairAsync(new RepairOptions(), null, Token))
        {
            Assert.Equal(RepairProblem.OrphanObject, finding.Problem);
            break;
        }
    }

    [Fact]
    public async Task RepairAsync_of_more_than_a_page_sees_every_record_and_object_once()
    {
        const int Count = 1100;
        await Parallel.ForEachAsync(Enumerable.Range(0, Count), Token, async (number, _) =>
        {
            await StoreAsync($"q{number}", "cat");
            if (number % 2 == 0)
                await RecordAsync($"q{number}", S3UploadStatus.Pending, "cat");
        });

        var findings = await RepairAsync();

        Assert.Equal(Count, findings.Select(finding => finding.Key).Distinct().Count());
        Assert.Equal(Count, findings.Count);
    }

    [Fact]
    public Task RepairAsync_of_any_state_leaves_nothing_dangling_and_has_nothing_to_do_again() =>
        RepairGen.Cases.SampleAsync(CheckAsync, iter: Iterations, threads: 1);

    protected virtual void Dispose(bool disposing)
    {
        if (!disposing)
            return;
        _records.Dispose();
        _folder.Dispose();
    }

    private async Task CheckAsync(RepairCase[] cases)
    {
        await ClearAsync();
        await RecordWithoutImageAsync("other");
        foreach (var (id, item) in cases.Select((item, number) => ($"q{number}", item)))
        {
            if (item.Status is { } status)
                await _records.InsertAsync(item.Record(Sample(id, status, item.Recorded)), Token);
            if (item.WebP is { } webP)
                await StoreAsync(id, webP);
            if (item.Png is { } png)
                await StoreAsync(id, png, ImageFormat.Png);
        }

        var options = new RepairOptions { RemoveOrphans = true, MaxRemove = int.MaxValue };
        await RepairAsync(options);

        var keys = await KeysAsync();
        var named = new HashSet<string>();
        foreach (var (id, item) in cases.Select((item, number) => ($"q{number}", item)).Where(pair => pair.item.Status is not null))
        {
            var record = await FindAsync(id);
            if (record.HasImage)
                named.Add(record.S3ImageKey);
            Assert.Equal(item.Expected, record.S3UploadStatus);
            if (record.S3UploadStatus == S3UploadStatus.Success)
                Assert.Contains(record.S3ImageKey, keys);
        }

        Assert.All(keys, key => Assert.Contains(key, named));

        var before = await StateAsync();
        Assert.DoesNotContain(await RepairAsync(options), finding => finding.Mended);
        Assert.Equal(before, await StateAsync());
    }

    private async Task ClearAsync()
    {
        foreach (var record in (await _records.ListAsync(new AssignmentQuery { PageSize = 1000 }, Token)).Items)
            await _records.DeleteAsync(record.AssignmentId, Token);
        foreach (var key in await KeysAsync())
            await Objects.DeleteAsync(ObjectKey.Parse(key), Token);
    }

    private async Task StoreManyAsync(int orphans, int kept)
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, orphans + kept), Token, async (number, _) =>
        {
            await StoreAsync($"q{number}", "cat");
            if (number >= orphans)
                await RecordAsync($"q{number}", S3UploadStatus.Success, "cat");
        });
    }

    private async Task<ImageStorageException?> RefusalAsync(RepairOptions options)
    {
        try
        {
            await RepairAsync(options);
            return null;
        }
        catch (ImageStorageException refusal)
        {
            return refusal;
        }
    }

    private async Task<List<RepairFinding>> RepairAsync(RepairOptions? options = null)
    {
        var findings = await Service.RepairAsync(options ?? new RepairOptions(), null, Token).ToListAsync(Token);
        Assert.All(findings, finding => Assert.Equal(32, finding.CorrelationId?.Length));
        return findings;
    }

    private Task RecordWithoutImageAsync(string id) =>
        _records.InsertAsync(Sample(id, S3UploadStatus.NoImage, "cat") with { S3ImageKey = ObjectKey.NoImage }, Token);

    private async Task<Assignment> RecordAsync(string id, S3UploadStatus status, string picture)
    {
        var record = Sample(id, status, picture);
        await _records.InsertAsync(record, Token);
        return record;
    }

    private static Assignment Sample(string id, S3UploadStatus status, string picture) => new()
    {
        AssignmentId = id,
        TeacherId = "t",
        Prompt = picture,
        CreatedAt = EpochSeconds.Now(TimeProvider.System),
        S3ImageKey = ObjectKey.For(id),
        S3UploadStatus = status,
        ImageMetadata = new ImageMetadata
        {
            OriginalSizeBytes = 100,
            OptimizedSizeBytes = picture.Length,
            CompressionRatio = 0.5,
            Format = "webp",
            Dimensions = "1x1",
            Sha256 = Uploads.Of(id, picture).Sha256.Hex,
        },
    };

    private Task<StoredObject> StoreAsync(string id, string picture, ImageFormat format = ImageFormat.WebP) =>
        Objects.PutAsync(Uploads.Of(id, System.Text.Encoding.UTF8.GetBytes(picture), format), Token);

    private async Task<Assignment> FindAsync(string id) => (await _records.FindAsync(id, Token))!;

    private async Task<List<string>> KeysAsync()
    {
        var keys = new List<string>();
        using var listing = Objects.List();
        while (await listing.ReadAsync(Token) is { Count: > 0 } page)
            keys.AddRange(page.Select(item => item.Key.Value));
        keys.Sort(StringComparer.Ordinal);
        return keys;
    }

    private async Task<List<string>> StateAsync()
    {
        var page = await _records.ListAsync(new AssignmentQuery { PageSize = 1000 }, Token);
        return [.. page.Items.Select(item => $"{item.AssignmentId} {item.S3UploadStatus} {item.Revision}"), .. await KeysAsync()];
    }
}
