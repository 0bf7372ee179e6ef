using ImageStorage.Objects;

namespace ImageStorage.Pairing;

/// <summary>What holds for every kind of pair: nothing is written or deleted unless object store and record store belong together.</summary>
public abstract class StorePairContract
{
    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Two empty stores.</summary>
    private protected abstract Task<PairCase> NewCaseAsync();

    [Fact]
    public async Task EnsureAsync_of_two_empty_stores_gives_both_one_id()
    {
        var stores = await NewCaseAsync();

        await stores.Open().EnsureAsync(Token);

        Assert.True((await stores.Open().DescribeAsync(Token)).Fits);
    }

    [Fact]
    public async Task EnsureAsync_by_eight_processes_at_once_makes_one_id()
    {
        var stores = await NewCaseAsync();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => stores.Open().EnsureAsync(Token))));

        Assert.True((await stores.Open().DescribeAsync(Token)).Fits);
    }

    [Fact]
    public async Task VerifyAsync_while_another_process_makes_the_id_and_writes_finds_no_mismatch()
    {
        for (var round = 0; round < 10; round++)
        {
            var stores = await NewCaseAsync();
            using var ending = new CancellationTokenSource();
            var looking = Enumerable.Range(0, 4).Select(_ => Task.Run(async () =>
            {
                while (!ending.IsCancellationRequested)
                    await stores.Open().VerifyAsync(Token);
            })).ToArray();
            await stores.Open().EnsureAsync(Token);
            await stores.FillAsync("a", "b");
            await ending.CancelAsync();

            await Task.WhenAll(looking);
        }
    }

    [Fact]
    public async Task EnsureAsync_of_stores_of_an_older_version_joins_them_and_says_so()
    {
        var stores = await NewCaseAsync();
        await stores.FillAsync("a", "b");
        using var pair = stores.Open();

        await pair.EnsureAsync(Token);

        Assert.Contains((await pair.DescribeAsync(Token)).RecordStoreId!, pair.TakeNotice(), StringComparison.Ordinal);
        Assert.Null(pair.TakeNotice());
    }

    [Fact]
    public async Task EnsureAsync_of_a_creation_that_was_cut_in_half_finishes_it()
    {
        var stores = await NewCaseAsync();
        var half = new StoreIdentity("half", stores.ObjectIdentity.Store, DateTimeOffset.UnixEpoch);
        await stores.RecordIdentity.CreateAsync(half, Token);

        await stores.Open().EnsureAsync(Token);

        Assert.Equal("half", (await stores.Open().DescribeAsync(Token)).ObjectStoreId);
    }

    [Fact]
    public async Task EnsureAsync_of_images_with_a_record_store_that_is_empty_refuses()
    {
        var stores = await NewCaseAsync();
        await stores.FillAsync("a", "b");

        await AssertRefusedAsync(stores.WithRecordsOf(await NewCaseAsync()));
    }

    [Fact]
    public async Task EnsureAsync_of_a_pair_with_the_records_of_another_pair_refuses()
    {
        var (one, other) = (await NewCaseAsync(), await NewCaseAsync());
        await one.Open().EnsureAsync(Token);
        await other.Open().EnsureAsync(Token);

        await AssertRefusedAsync(one.WithRecordsOf(other));
    }

    [Fact]
    public async Task EnsureAsync_of_an_object_store_with_an_id_and_new_records_refuses()
    {
        var stores = await NewCaseAsync();
        await stores.Open().EnsureAsync(Token);

        await AssertRefusedAsync(stores.WithRecordsOf(await NewCaseAsync()));
    }

    [Fact]
    public async Task EnsureAsync_of_records_with_an_id_and_another_object_store_refuses()
    {
        var stores = await NewCaseAsync();
        await stores.Open().EnsureAsync(Token);

        await AssertRefusedAsync((await NewCaseAsync()).WithRecordsOf(stores));
    }

    [Fact]
    public async Task EnsureAsync_of_records_whose_images_are_elsewhere_refuses()
    {
        var stores = await NewCaseAsync();
        await stores.FillAsync("a", "b");

        await AssertRefusedAsync((await NewCaseAsync()).WithRecordsOf(stores));
    }

    [Fact]
    public async Task EnsureAsync_of_images_of_one_system_and_records_of_another_refuses()
    {
        var (one, other) = (await NewCaseAsync(), await NewCaseAsync());
        await one.FillAsync("a", "b");
        await other.FillAsync("c", "d");

        await AssertRefusedAsync(one.WithRecordsOf(other));
    }

    [Fact]
    public async Task Writes_and_deletes_of_a_pair_that_does_not_fit_change_nothing()
    {
        var stores = await NewCaseAsync();
        await stores.FillAsync("a");
        var mixed = stores.WithRecordsOf(await NewCaseAsync());
        using var pair = mixed.Open();
        var objects = new PairedObjectStore(mixed.Objects, pair);
        var records = new PairedAssignmentRepository(mixed.Records, pair);

        await AssertMismatchAsync(() => objects.PutAsync(Uploads.Of("b", "b"), Token));
        await AssertMismatchAsync(() => objects.DeleteAsync(ObjectKey.For("a"), Token));
        await AssertMismatchAsync(() => records.InsertAsync(PairCase.Record("b"), Token));
        await AssertMismatchAsync(() => records.UpdateAsync(PairCase.Record("a"), PairCase.Record("a") with { Prompt = "x" }, Token));
        await AssertMismatchAsync(() => records.DeleteAsync("a", Token));

        Assert.NotNull(await stores.Objects.HeadAsync(ObjectKey.For("a"), Token));
        Assert.Null(await stores.Objects.HeadAsync(ObjectKey.For("b"), Token));
        Assert.Null(await mixed.Records.FindAsync("b", Token));
    }

    [Fact]
    public async Task AdoptAsync_joins_what_was_refused()
    {
        var stores = await NewCaseAsync();
        await stores.FillAsync("a");
        var mixed = stores.WithRecordsOf(await NewCaseAsync());

        await mixed.Open().AdoptAsync(Token);

        await mixed.Open().EnsureAsync(Token);
        Assert.True((await mixed.Open().DescribeAsync(Token)).Fits);
    }

    [Fact]
    public async Task Identity_is_in_no_list_of_records_or_objects()
    {
        var stores = await NewCaseAsync();
        await stores.Open().EnsureAsync(Token);

        Assert.Empty((await stores.Records.ListAsync(new AssignmentQuery(), Token)).Items);
        using var listing = stores.Objects.List();
        Assert.Empty(await listing.ReadAsync(Token));
    }

    private static async Task AssertRefusedAsync(PairCase stores)
    {
        var before = await stores.Open().DescribeAsync(Token);

        await AssertMismatchAsync(() => stores.Open().EnsureAsync(Token));

        Assert.Equal(before, await stores.Open().DescribeAsync(Token));
    }

    private static async Task AssertMismatchAsync(Func<Task> work) =>
        Assert.Equal(ImageStorageError.StoreMismatch, (await Assert.ThrowsAsync<ImageStorageException>(work)).Error);
}
