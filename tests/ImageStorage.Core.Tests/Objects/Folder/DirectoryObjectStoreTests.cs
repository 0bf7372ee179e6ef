using System.Security.Cryptography;
using Microsoft.Extensions.Time.Testing;

namespace ImageStorage.Objects.Folder;

public sealed class DirectoryObjectStoreTests : IDisposable
{
    private const string Key = "generated_images/quiz.webp";

    private readonly TemporaryFolder _folder = new();
    private readonly DirectoryObjectStore _store;

    public DirectoryObjectStoreTests() => _store = new DirectoryObjectStore(_folder.Path, TimeProvider.System);

    private string Content => Path.Combine(_folder.Path, "generated_images", "quiz.webp");

    private string Sidecar => Path.Combine(_folder.Path, ".metadata", "generated_images", "quiz.webp.json");

    public void Dispose() => _folder.Dispose();

    private Task<StoredObject> PutAsync(ObjectUpload upload) => _store.PutAsync(upload, default);

    private async Task<byte[]?> ReadAsync() => (await _store.GetAsync(ObjectKey.Parse(Key), null, default)).Data;

    [Fact]
    public async Task Put_writes_the_file_exactly_by_key()
    {
        await PutAsync(Uploads.Of("quiz", "a"));

        Assert.Equal("a", await File.ReadAllTextAsync(Content));
        Assert.Empty(Directory.GetFiles(Path.Combine(_folder.Path, ".temporary")));
    }

    [Fact]
    public async Task Put_of_the_same_bytes_again_writes_nothing()
    {
        var first = await PutAsync(Uploads.Of("quiz", "a"));
        var written = File.GetLastWriteTimeUtc(Content);

        var again = await PutAsync(Uploads.Of("quiz", "a"));

        Assert.Equal((true, false, first.ETag, written), (first.Written, again.Written, again.ETag, File.GetLastWriteTimeUtc(Content)));
    }

    [Fact]
    public async Task Put_of_other_bytes_is_ImageAlreadyExists_and_leaves_the_first()
    {
        await PutAsync(Uploads.Of("quiz", "a"));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => PutAsync(Uploads.Of("quiz", "b")));

        Assert.Equal(ImageStorageError.ImageAlreadyExists, error.Error);
        Assert.Equal("a"u8.ToArray(), await ReadAsync());
    }

    [Fact]
    public async Task Put_of_other_bytes_with_Overwrite_replaces_them()
    {
        await PutAsync(Uploads.Of("quiz", "a"));

        var stored = await PutAsync(Uploads.Of("quiz", "b") with { Overwrite = true });

        Assert.True(stored.Written);
        Assert.Equal("b"u8.ToArray(), await ReadAsync());
    }

    [Fact]
    public async Task Put_of_the_same_bytes_as_permanent_marks_them()
    {
        await PutAsync(Uploads.Of("quiz", "a"));

        var again = await PutAsync(Uploads.Of("quiz", "a") with { Permanent = true });

        Assert.False(again.Written);
        Assert.Contains("\"lifecycle\": \"permanent\"", await File.ReadAllTextAsync(Sidecar), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task MakePermanent_marks_the_object_and_changes_nothing_else(bool lostItsSidecar)
    {
        await PutAsync(Uploads.Of("quiz", "a"));
        if (lostItsSidecar)
            File.Delete(Sidecar);
        var written = File.GetLastWriteTimeUtc(Content);

        await _store.MakePermanentAsync(ObjectKey.Parse(Key), default);

        Assert.Contains("\"lifecycle\": \"permanent\"", await File.ReadAllTextAsync(Sidecar), StringComparison.Ordinal);
        Assert.Equal(lostItsSidecar, !(await File.ReadAllTextAsync(Sidecar)).Contains("teacher_id", StringComparison.Ordinal));
        Assert.Equal("a"u8.ToArray(), await ReadAsync());
        Assert.Equal(written, File.GetLastWriteTimeUtc(Content));
    }

    [Fact]
    public async Task MakePermanent_of_an_object_that_is_not_there_is_ImageNotFound()
    {
        var error = await Assert.ThrowsAsync<ImageStorageException>(() => _store.MakePermanentAsync(ObjectKey.Parse(Key), default));

        Assert.Equal(ImageStorageError.ImageNotFound, error.Error);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Put_with_Overwrite_over_a_permanent_object_leaves_it_permanent(bool crashedBefore)
    {
        await PutAsync(Uploads.Of("quiz", "a") with { Permanent = true });
        if (crashedBefore)
        {
            await File.WriteAllTextAsync(Content, "of another writer");
            await _store.HeadAsync(ObjectKey.Parse(Key), default);
        }

        await PutAsync(Uploads.Of("quiz", "b") with { Overwrite = true });

        Assert.Contains("\"lifecycle\": \"permanent\"", await File.ReadAllTextAsync(Sidecar), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_key_that_the_file_system_takes_for_another_s_is_refused_and_leaves_it()
    {
        await PutAsync(Uploads.Of("quiz", "a"));
        // What a file system that does not distinguish upper and lower case shows of Quiz: the files of quiz.
        File.Copy(Content, Content.Replace("quiz", "Quiz", StringComparison.Ordinal));
        File.Copy(Sidecar, Sidecar.Replace("quiz.webp", "Quiz.webp", StringComparison.Ordinal));
        const string Other = "generated_images/Quiz.webp";

        foreach (var call in new Func<Task>[]
        {
            () => PutAsync(Uploads.Of("Quiz", "b") with { Overwrite = true }),
            () => PutAsync(Uploads.Of("Quiz", "a")),
            () => _store.GetAsync(ObjectKey.Parse(Other), null, default),
            () => _store.HeadAsync(ObjectKey.Parse(Other), default),
            () => _store.DeleteAsync(ObjectKey.Parse(Other), default),
        })
        {
            Assert.Contains("upper and lower case", (await Assert.ThrowsAsync<ImageStorageException>(call)).Message, StringComparison.Ordinal);
        }

        Assert.Equal("a", await File.ReadAllTextAsync(Content.Replace("quiz", "Quiz", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Concurrent_puts_of_one_key_let_one_write()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 64).Select(writer => Task.Run(async () =>
        {
            var store = new DirectoryObjectStore(_folder.Path, TimeProvider.System);
            try
            {
                return (await store.PutAsync(Uploads.Of("quiz", $"{writer % 2}"), default)).Written ? "written" : "same";
            }
            catch (ImageStorageException exception)
            {
                return exception.Error.ToString();
            }
        })));

        Assert.Equal(
            ["1 written", "31 same", "32 ImageAlreadyExists"],
            outcomes.GroupBy(outcome => outcome).Select(group => $"{group.Count()} {group.Key}").Order());
    }

    [Fact]
    public async Task Concurrent_reads_of_a_key_that_is_overwritten_are_always_whole_and_described()
    {
        await PutAsync(Uploads.Of("quiz", "0"));
        var writing = Task.Run(async () =>
        {
            for (var i = 1; i <= 60; i++)
                await PutAsync(Uploads.Of("quiz", new string((char)('a' + (i % 26)), i)) with { Overwrite = true });
        });

        while (!writing.IsCompleted)
        {
            var (stored, data) = await _store.GetAsync(ObjectKey.Parse(Key), null, default);
            Assert.Equal(
                (Convert.ToHexStringLower(SHA256.HashData(data!)), "Prof. Ångström 👩‍🏫"), (stored.Sha256, stored.Metadata.TeacherId));
        }

        await writing;
    }

    [Fact]
    public async Task Put_waits_for_a_lock_and_stops_when_cancelled()
    {
        using var held = await DirectoryLock.EnterAsync(Path.Combine(_folder.Path, ".locks"), Key, TimeProvider.System, default);
        using var cancelling = new CancellationTokenSource();
        var put = _store.PutAsync(Uploads.Of("quiz", "a"), cancelling.Token);
        await Task.Delay(50);
        Assert.False(put.IsCompleted);

        await cancelling.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => put);
        Assert.False(File.Exists(Content));
    }

    [Fact]
    public async Task Put_that_waits_for_a_lock_too_long_is_transient()
    {
        using var held = await DirectoryLock.EnterAsync(Path.Combine(_folder.Path, ".locks"), Key, TimeProvider.System, default);
        var time = new FakeTimeProvider { AutoAdvanceAmount = TimeSpan.FromSeconds(30) };

        var error = await Assert.ThrowsAsync<ImageStorageException>(
            () => new DirectoryObjectStore(_folder.Path, time).PutAsync(Uploads.Of("quiz", "a"), default));

        Assert.Equal((ImageStorageError.StorageUnavailable, true), (error.Error, error.IsTransient));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_crash_between_content_and_sidecar_is_mended_by_the_next_reader(bool sidecarOfOtherBytes)
    {
        await PutAsync(Uploads.Of("quiz", "a"));
        await File.WriteAllTextAsync(Content, "bb");
        if (!sidecarOfOtherBytes)
            File.Delete(Sidecar);

        var head = await _store.HeadAsync(ObjectKey.Parse(Key), default);
        var download = await _store.GetAsync(ObjectKey.Parse(Key), null, default);

        var sha256 = Convert.ToHexStringLower(SHA256.HashData("bb"u8));
        Assert.Equal((sha256, 2L, "image/webp", "quiz"), (head!.Sha256, head.SizeBytes, head.ContentType, head.Metadata.AssignmentId));
        Assert.Equal("bb"u8.ToArray(), download.Data);
        Assert.Contains(sha256, await File.ReadAllTextAsync(Sidecar), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_crash_between_content_and_sidecar_is_mended_by_putting_again()
    {
        var upload = Uploads.Of("quiz", "a");
        await PutAsync(upload);
        File.Delete(Sidecar);

        var again = await PutAsync(upload);

        Assert.False(again.Written);
        Assert.Null(await Uploads.DifferenceAsync(_store, upload));
    }

    [Fact]
    public async Task A_folder_that_was_copied_keeps_its_metadata()
    {
        var upload = Uploads.Of("quiz", "a");
        await PutAsync(upload);
        File.SetLastWriteTimeUtc(Content, DateTime.UnixEpoch);

        Assert.Equal(upload.Metadata.TeacherId, (await _store.HeadAsync(ObjectKey.Parse(Key), default))!.Metadata.TeacherId);
    }

    [Fact]
    public async Task A_sidecar_that_is_no_json_is_made_anew()
    {
        await PutAsync(Uploads.Of("quiz", "a"));
        await File.WriteAllTextAsync(Sidecar, "{ cut of");

        Assert.Equal("a"u8.ToArray(), await ReadAsync());
    }

    [Theory]
    [InlineData(-2, false)]
    [InlineData(0, true)]
    public async Task Leftovers_of_crashed_writers_go_by_age(int hours, bool stays)
    {
        var leftover = Path.Combine(_folder.Path, ".temporary", "leftover");
        Directory.CreateDirectory(Path.GetDirectoryName(leftover)!);
        await File.WriteAllTextAsync(leftover, "half");
        File.SetLastWriteTimeUtc(leftover, DateTime.UtcNow.AddHours(hours));

        await PutAsync(Uploads.Of("quiz", "a"));

        Assert.Equal(stays, File.Exists(leftover));
    }

    [Fact]
    public async Task Get_with_the_current_ETag_brings_no_bytes()
    {
        var stored = await PutAsync(Uploads.Of("quiz", "a"));

        Assert.Null((await _store.GetAsync(ObjectKey.Parse(Key), stored.ETag, default)).Data);
        Assert.NotNull((await _store.GetAsync(ObjectKey.Parse(Key), "another", default)).Data);
    }

    [Fact]
    public async Task Get_of_a_missing_object_is_ImageNotFound() =>
        Assert.Equal(
            ImageStorageError.ImageNotFound, (await Assert.ThrowsAsync<ImageStorageException>(() => _store.GetAsync(ObjectKey.Parse(Key), null, default))).Error);

    [Fact]
    public async Task Head_of_a_missing_object_is_null() => Assert.Null(await _store.HeadAsync(ObjectKey.Parse(Key), default));

    [Fact]
    public async Task Delete_twice_is_a_success_and_leaves_nothing()
    {
        await PutAsync(Uploads.Of("quiz", "a"));

        await _store.DeleteAsync(ObjectKey.Parse(Key), default);
        await _store.DeleteAsync(ObjectKey.Parse(Key), default);

        Assert.Equal((false, false), (File.Exists(Content), File.Exists(Sidecar)));
    }

    [Fact]
    public async Task Delete_in_a_folder_that_does_not_exist_makes_none()
    {
        var root = Path.Combine(_folder.Path, "none");

        await new DirectoryObjectStore(root, TimeProvider.System).DeleteAsync(ObjectKey.Parse(Key), default);

        Assert.False(Directory.Exists(root));
    }

    [Theory]
    [InlineData("../quiz.webp")]
    [InlineData("generated_images/../../quiz.webp")]
    [InlineData("/etc/passwd")]
    [InlineData(".metadata/generated_images/quiz.webp.json")]
    public async Task Nothing_but_keys_is_touched(string key)
    {
        foreach (var operation in new Func<Task>[]
        {
            () => PutAsync(Uploads.Of("quiz", "a") with { Key = ObjectKey.Parse(key) }),
            () => _store.HeadAsync(ObjectKey.Parse(key), default),
            () => _store.GetAsync(ObjectKey.Parse(key), null, default),
            () => _store.DeleteAsync(ObjectKey.Parse(key), default),
        })
        {
            Assert.Equal(ImageStorageError.InvalidAssignmentId, (await Assert.ThrowsAsync<ImageStorageException>(operation)).Error);
        }

        Assert.Empty(Directory.GetFileSystemEntries(_folder.Path));
    }

    [Fact]
    public async Task Put_where_a_file_stands_in_the_way_is_StorageUnavailable_and_is_not_tried_again()
    {
        var root = Path.Combine(_folder.Path, "file");
        await File.WriteAllTextAsync(root, "");

        var error = await Assert.ThrowsAsync<ImageStorageException>(
            () => new DirectoryObjectStore(root, TimeProvider.System).PutAsync(Uploads.Of("quiz", "a"), default));

        Assert.Equal((ImageStorageError.StorageUnavailable, false), (error.Error, error.IsTransient));
    }
}
