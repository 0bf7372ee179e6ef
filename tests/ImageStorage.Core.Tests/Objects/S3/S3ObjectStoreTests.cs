using System.Text;
using Amazon.S3.Model;
using ImageStorage.Testing;

namespace ImageStorage.Objects.S3;

public sealed class S3ObjectStoreTests(MotoServer moto) : IAsyncLifetime
{
    private MotoBucket _bucket = null!;

    public async ValueTask InitializeAsync() => _bucket = await MotoBucket.CreateAsync(moto);

    public ValueTask DisposeAsync()
    {
        _bucket?.Dispose();
        return ValueTask.CompletedTask;
    }

    private Task<StoredObject> PutAsync(ObjectUpload upload) => _bucket.Store.PutAsync(upload, default);

    [Fact]
    public async Task Put_of_the_same_bytes_again_writes_nothing()
    {
        var first = await PutAsync(Uploads.Of("quiz", "a"));
        var again = await PutAsync(Uploads.Of("quiz", "a"));

        Assert.Equal((true, false, first.ETag, first.VersionId), (first.Written, again.Written, again.ETag, again.VersionId));
        Assert.Equal(1, await _bucket.CountVersionsAsync(first.Key));
    }

    [Fact]
    public async Task Put_of_the_same_bytes_with_Overwrite_writes_nothing()
    {
        var upload = Uploads.Of("quiz", "a") with { Overwrite = true };

        await PutAsync(upload);
        var again = await PutAsync(upload);

        Assert.Equal((false, 1), (again.Written, await _bucket.CountVersionsAsync(upload.Key)));
    }

    [Fact]
    public async Task Put_of_the_same_bytes_as_another_type_with_Overwrite_writes_them()
    {
        var upload = Uploads.Of("quiz", "a") with { Overwrite = true };
        await PutAsync(upload with { ContentType = "application/octet-stream" });

        await PutAsync(upload);

        Assert.Equal("image/webp", (await _bucket.Store.HeadAsync(upload.Key, default))!.ContentType);
    }

    [Fact]
    public async Task Put_of_other_bytes_is_ImageAlreadyExists_and_leaves_the_first()
    {
        await PutAsync(Uploads.Of("quiz", "a"));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => PutAsync(Uploads.Of("quiz", "b")));

        Assert.Equal(ImageStorageError.ImageAlreadyExists, error.Error);
        Assert.Equal("a"u8.ToArray(), (await _bucket.Store.GetAsync(ObjectKey.Parse("generated_images/quiz.webp"), null, default)).Data);
    }

    [Fact]
    public async Task Put_of_other_bytes_with_Overwrite_replaces_them()
    {
        await PutAsync(Uploads.Of("quiz", "a"));

        var stored = await PutAsync(Uploads.Of("quiz", "b") with { Overwrite = true });

        Assert.True(stored.Written);
        Assert.Equal("b"u8.ToArray(), (await _bucket.Store.GetAsync(ObjectKey.Parse(stored.Key), null, default)).Data);
    }

    [Theory]
    [InlineData(false, "standard")]
    [InlineData(true, "permanent")]
    public async Task Put_tags_the_object_for_the_expiry_rule(bool permanent, string expected)
    {
        var stored = await PutAsync(Uploads.Of("quiz", "a") with { Permanent = permanent });

        Assert.Equal(expected, await _bucket.LifecycleAsync(stored.Key));
    }

    [Fact]
    public async Task Put_of_the_same_bytes_as_permanent_changes_the_tag_and_makes_no_version()
    {
        await PutAsync(Uploads.Of("quiz", "a"));

        var again = await PutAsync(Uploads.Of("quiz", "a") with { Permanent = true });

        Assert.Equal(("permanent", 1, false), (await _bucket.LifecycleAsync(again.Key), await _bucket.CountVersionsAsync(again.Key), again.Written));
    }

    [Fact]
    public async Task Put_with_Overwrite_over_a_permanent_object_leaves_it_permanent()
    {
        await PutAsync(Uploads.Of("quiz", "a") with { Permanent = true });

        var replaced = await PutAsync(Uploads.Of("quiz", "b") with { Overwrite = true });

        Assert.Equal((true, "permanent"), (replaced.Written, await _bucket.LifecycleAsync(replaced.Key)));
    }

    [Fact]
    public async Task Put_of_the_same_bytes_as_standard_leaves_a_permanent_tag()
    {
        await PutAsync(Uploads.Of("quiz", "a") with { Permanent = true });

        var again = await PutAsync(Uploads.Of("quiz", "a"));

        Assert.Equal("permanent", await _bucket.LifecycleAsync(again.Key));
    }

    [Fact]
    public async Task MakePermanent_changes_the_lifecycle_tag_and_nothing_else()
    {
        var key = (await PutAsync(Uploads.Of("quiz", "a"))).Key;
        var before = await _bucket.Store.GetAsync(ObjectKey.Parse(key), null, default);
        await _bucket.Client.PutObjectTaggingAsync(new PutObjectTaggingRequest
        {
            BucketName = _bucket.Name,
            Key = key,
            Tagging = new Tagging { TagSet = [new Tag { Key = "lifecycle", Value = "standard" }, new Tag { Key = "team", Value = "maths" }] },
        });

        await _bucket.Store.MakePermanentAsync(ObjectKey.Parse(key), default);

        var after = await _bucket.Store.GetAsync(ObjectKey.Parse(key), null, default);
        Assert.Equal((before.Stored, 1), (after.Stored, await _bucket.CountVersionsAsync(key)));
        Assert.Equal(before.Data, after.Data);
        var tags = await _bucket.Client.GetObjectTaggingAsync(new GetObjectTaggingRequest { BucketName = _bucket.Name, Key = key });
        Assert.Equal(["lifecycle=permanent", "team=maths"], tags.Tagging.Select(tag => $"{tag.Key}={tag.Value}").Order());
    }

    [Fact]
    public async Task MakePermanent_of_an_object_that_is_not_there_is_ImageNotFound()
    {
        var error = await Assert.ThrowsAsync<ImageStorageException>(() => _bucket.Store.MakePermanentAsync(ObjectKey.Parse("generated_images/quiz.webp"), default));

        Assert.Equal(ImageStorageError.ImageNotFound, error.Error);
    }

    [Theory]
    [InlineData("a", false)]
    [InlineData("b", true)]
    public async Task Put_over_an_object_of_another_client_compares_the_bytes(string text, bool refused)
    {
        var upload = Uploads.Of("quiz", text);
        await _bucket.Client.PutObjectAsync(new PutObjectRequest { BucketName = _bucket.Name, Key = upload.Key, ContentBody = "a", ContentType = "image/webp" });

        var error = await Record.ExceptionAsync(() => PutAsync(upload));

        Assert.Equal(refused ? ImageStorageError.ImageAlreadyExists : null, (error as ImageStorageException)?.Error);
    }

    [Fact]
    public async Task Put_of_more_than_is_allowed_is_ImageTooLarge()
    {
        var error = await Assert.ThrowsAsync<ImageStorageException>(() => PutAsync(Uploads.Of("quiz", new byte[ImageLimits.MaxBytes + 1])));

        Assert.Equal(ImageStorageError.ImageTooLarge, error.Error);
    }

    [Fact]
    public async Task Concurrent_puts_of_one_key_make_one_version()
    {
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 8).Select(async writer =>
        {
            try
            {
                return (await PutAsync(Uploads.Of("quiz", $"{writer % 2}"))).Written ? "written" : "same";
            }
            catch (ImageStorageException exception)
            {
                return exception.Error.ToString();
            }
        }));

        Assert.Equal(("written", 1), (Assert.Single(outcomes, outcome => outcome == "written"), await _bucket.CountVersionsAsync("generated_images/quiz.webp")));
        Assert.Equal(4, outcomes.Count(outcome => outcome == nameof(ImageStorageError.ImageAlreadyExists)));
    }

    [Fact]
    public async Task Head_of_a_missing_object_is_null() =>
        Assert.Null(await _bucket.Store.HeadAsync(ObjectKey.Parse("generated_images/none.webp"), default));

    [Fact]
    public async Task Head_in_a_missing_bucket_is_BucketNotFound_and_not_a_missing_object()
    {
        var store = new S3ObjectStore(_bucket.Client, "no-such-bucket-at-all");

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => store.HeadAsync(ObjectKey.Parse("generated_images/quiz.webp"), default));

        Assert.Equal(ImageStorageError.BucketNotFound, error.Error);
    }

    [Fact]
    public async Task Get_of_a_missing_object_is_ImageNotFound()
    {
        var error = await Assert.ThrowsAsync<ImageStorageException>(() => _bucket.Store.GetAsync(ObjectKey.Parse("generated_images/none.webp"), null, default));

        Assert.Equal((ImageStorageError.ImageNotFound, $"There is no image 'generated_images/none.webp' in bucket '{_bucket.Name}'."), (error.Error, error.Message));
    }

    [Fact]
    public async Task Get_with_the_current_ETag_brings_no_bytes()
    {
        var stored = await PutAsync(Uploads.Of("quiz", "a"));

        var download = await _bucket.Store.GetAsync(ObjectKey.Parse(stored.Key), stored.ETag, default);

        Assert.Null(download.Data);
        Assert.Equal((stored.ETag, stored.Sha256, 1L), (download.Stored.ETag, download.Stored.Sha256, download.Stored.SizeBytes));
    }

    [Fact]
    public async Task Get_with_another_ETag_brings_the_bytes()
    {
        var stored = await PutAsync(Uploads.Of("quiz", "a"));

        Assert.Equal("a"u8.ToArray(), (await _bucket.Store.GetAsync(ObjectKey.Parse(stored.Key), "d41d8cd98f00b204e9800998ecf8427e", default)).Data);
    }

    [Fact]
    public async Task Get_of_bytes_that_are_not_those_of_the_metadata_is_transient_and_says_damaged()
    {
        var request = new PutObjectRequest { BucketName = _bucket.Name, Key = "generated_images/quiz.webp", ContentBody = "other" };
        request.Metadata["sha256"] = new string('0', 64);
        await _bucket.Client.PutObjectAsync(request);

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => _bucket.Store.GetAsync(ObjectKey.Parse(request.Key), null, default));

        Assert.Equal((ImageStorageError.StorageUnavailable, true), (error.Error, error.IsTransient));
        Assert.Contains("arrived damaged", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_of_an_object_of_another_client_tells_its_hash_and_decodes_its_metadata()
    {
        var request = new PutObjectRequest { BucketName = _bucket.Name, Key = "generated_images/quiz.webp", ContentBody = "a" };
        request.Metadata["teacher-id"] = "=?utf-8?q?Ren=C3=A9?=";
        await _bucket.Client.PutObjectAsync(request);

        var stored = (await _bucket.Store.GetAsync(ObjectKey.Parse(request.Key), null, default)).Stored;

        Assert.Equal((Uploads.Of("quiz", "a").Sha256.Hex, "René"), (stored.Sha256, stored.Metadata.TeacherId));
    }

    [Fact]
    public async Task Delete_twice_is_a_success()
    {
        var stored = await PutAsync(Uploads.Of("quiz", "a"));

        await _bucket.Store.DeleteAsync(ObjectKey.Parse(stored.Key), default);
        await _bucket.Store.DeleteAsync(ObjectKey.Parse(stored.Key), default);

        Assert.Null(await _bucket.Store.HeadAsync(ObjectKey.Parse(stored.Key), default));
    }

    [Theory]
    [InlineData("../secrets.webp")]
    [InlineData("generated_images/../x.webp")]
    [InlineData("terraform.tfstate")]
    public async Task Every_operation_refuses_what_is_no_key(string key)
    {
        foreach (var operation in new Func<Task>[]
{
            () => PutAsync(Uploads.Of("quiz", "a") with { Key = ObjectKey.Parse(key) }),
            () => _bucket.Store.HeadAsync(ObjectKey.Parse(key), default),
            () => _bucket.Store.GetAsync(ObjectKey.Parse(key), null, default),
            () => _bucket.Store.DeleteAsync(ObjectKey.Parse(key), default),
})
        {
            Assert.Equal(ImageStorageError.InvalidAssignmentId, (await Assert.ThrowsAsync<ImageStorageException>(operation)).Error);
        }
    }

    [Fact]
    public async Task Put_keeps_metadata_of_any_script()
    {
        var upload = Uploads.Of("quiz", Encoding.UTF8.GetBytes("a"));
        upload = upload with { Metadata = upload.Metadata with { TeacherId = "مرحبا 👩‍🏫 " + new string('é', 200) } };

        await PutAsync(upload);

        Assert.Null(await Uploads.DifferenceAsync(_bucket.Store, upload));
    }
}
