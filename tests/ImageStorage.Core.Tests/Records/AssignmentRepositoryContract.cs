using CsCheck;

namespace ImageStorage.Records;

/// <summary>
/// What every repository owes its callers. An adapter's tests derive from it and bring the store, empty, and a way past the repository
/// to the documents, as other applications write and read them.
/// </summary>
public abstract partial class AssignmentRepositoryContract
{
    protected static readonly DateTimeOffset Noon = new(2026, 10, 1, 12, 0, 0, TimeSpan.Zero);

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    protected abstract IAssignmentRepository Repository { get; }

    [Fact]
    public async Task FindAsync_of_any_inserted_record_gives_the_record() =>
        await AssignmentGen.Assignment.SampleAsync(
            async assignment =>
            {
                await Repository.DeleteAsync(assignment.AssignmentId, Token);
                await Repository.InsertAsync(assignment, Token);
                return AssignmentGen.Same(assignment, await Repository.FindAsync(assignment.AssignmentId, Token));
            },
            iter: 100, threads: 1);

    [Fact]
    public async Task FindAsync_of_an_unknown_id_gives_null() => Assert.Null(await Repository.FindAsync("nobody", Token));

    [Fact]
    public async Task InsertAsync_of_an_id_that_exists_is_AssignmentAlreadyExists_and_changes_nothing()
    {
        await Repository.InsertAsync(Sample("quiz-1"), Token);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(
            () => Repository.InsertAsync(Sample("quiz-1") with { Prompt = "other" }, Token));

        Assert.Equal(ImageStorageError.AssignmentAlreadyExists, exception.Error);
        Assert.Contains("quiz-1", exception.Message, StringComparison.Ordinal);
        Assert.Equal("p", (await Repository.FindAsync("quiz-1", Token))!.Prompt);
    }

    [Fact]
    public async Task UpdateAsync_of_any_change_writes_it_and_counts_the_revision() =>
        await Gen.Select(AssignmentGen.Assignment, AssignmentGen.Assignment).SampleAsync(
            async (current, other) =>
            {
                current = current with { Revision = 4 };
                await Repository.DeleteAsync(current.AssignmentId, Token);
                await Repository.InsertAsync(current, Token);
                var changed = await Repository.UpdateAsync(current, other with { AssignmentId = current.AssignmentId, Revision = 77 }, Token);
                return changed.Revision == 5
                    && AssignmentGen.Same(changed, other with { AssignmentId = current.AssignmentId, Revision = 5 })
                    && AssignmentGen.Same(changed, await Repository.FindAsync(current.AssignmentId, Token));
            },
            iter: 100, threads: 1);

    [Fact]
    public async Task UpdateAsync_of_another_revision_is_AssignmentConflict_and_changes_nothing()
    {
        var read = Sample("quiz-1");
        await Repository.InsertAsync(read, Token);
        await Repository.UpdateAsync(read, read with { Prompt = "first" }, Token);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => Repository.UpdateAsync(read, read with { Prompt = "second" }, Token));

        Assert.Equal(ImageStorageError.AssignmentConflict, exception.Error);
        Assert.Equal("first", (await Repository.FindAsync("quiz-1", Token))!.Prompt);
    }

    [Fact]
    public async Task UpdateAsync_of_a_record_that_is_gone_is_AssignmentConflict()
    {
        await Repository.InsertAsync(Sample("quiz-1"), Token);
        await Repository.DeleteAsync("quiz-1", Token);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(
            () => Repository.UpdateAsync(Sample("quiz-1"), Sample("quiz-1") with { Prompt = "x" }, Token));

        Assert.Equal(ImageStorageError.AssignmentConflict, exception.Error);
    }

    [Fact]
    public async Task UpdateAsync_by_many_at_once_lets_one_win_each_revision()
    {
        await Repository.InsertAsync(Sample("quiz-1"), Token);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(async _ =>
        {
            for (var done = 0; done < 5;)
            {
                var read = (await Repository.FindAsync("quiz-1", Token))!;
                try
                {
                    await Repository.UpdateAsync(read, read with { S3UploadAttempts = read.S3UploadAttempts + 1 }, Token);
                    done++;
                }
                catch (ImageStorageException exception) when (exception.Error == ImageStorageError.AssignmentConflict)
                {
                }
            }
        }));

        var last = (await Repository.FindAsync("quiz-1", Token))!;
        Assert.Equal((40, 40), (last.S3UploadAttempts, last.Revision));
    }

    [Fact]
    public async Task DeleteAsync_tells_whether_there_was_a_record()
    {
        await Repository.InsertAsync(Sample("quiz-1"), Token);

        Assert.True(await Repository.DeleteAsync("quiz-1", Token));
        Assert.False(await Repository.DeleteAsync("quiz-1", Token));
    }

    [Fact]
    public async Task ListAsync_gives_the_newest_first_and_ids_decide_among_equals()
    {
        await Repository.InsertAsync(Sample("a"), Token);
        await Repository.InsertAsync(Sample("c"), Token);
        await Repository.InsertAsync(Sample("b"), Token);
        await Repository.InsertAsync(Sample("new") with { CreatedAt = Noon.AddMicroseconds(1) }, Token);

        var page = await Repository.ListAsync(new AssignmentQuery(), Token);

        Assert.Equal(["new", "c", "b", "a"], page.Items.Select(item => item.AssignmentId));
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task ListAsync_of_a_teacher_gives_only_that_teachers()
    {
        foreach (var number in Enumerable.Range(0, 9))
            await Repository.InsertAsync(Sample($"q{number}") with { TeacherId = number % 3 == 0 ? "mine" : "theirs" }, Token);

        Assert.Equal(["q6", "q3", "q0"], (await AllAsync(2, "mine")).Select(item => item.AssignmentId));
    }

    [Fact]
    public async Task ListAsync_of_an_empty_store_gives_no_records()
    {
        var page = await Repository.ListAsync(new AssignmentQuery(), Token);

        Assert.Empty(page.Items);
        Assert.Null(page.Next);
    }

    [Fact]
    public async Task ListAsync_while_others_insert_and_delete_neither_skips_nor_repeats()
    {
        await Gen.Select(Gen.Int[0, 12].Array[0, 30], Gen.Int[1, 5], Gen.Int[0, 12].Array[10], Gen.Int.Array[10]).SampleAsync(
            async (minutes, pageSize, inserted, deleted) =>
            {
                foreach (var item in await AllAsync(100))
                    await Repository.DeleteAsync(item.AssignmentId, Token);
                foreach (var (index, minute) in minutes.Index())
                    await Repository.InsertAsync(Sample($"stay-{index}") with { CreatedAt = Noon.AddMinutes(minute) }, Token);
                foreach (var (index, minute) in deleted.Index())
                    await Repository.InsertAsync(Sample($"go-{index}") with { CreatedAt = Noon.AddMinutes(Math.Abs(minute % 13)) }, Token);

                var seen = new List<Assignment>();
                var query = new AssignmentQuery { PageSize = pageSize };
                for (var round = 0; ; round++)
                {
                    var page = await Repository.ListAsync(query, Token);
                    seen.AddRange(page.Items);
                    if (page.Next is null)
                        break;
                    if (round > 100)
                        return false;
                    query = query with { After = page.Next };
                    if (round < inserted.Length)
                    {
                        await Repository.InsertAsync(Sample($"come-{round}") with { CreatedAt = Noon.AddMinutes(inserted[round]) }, Token);
                        await Repository.DeleteAsync($"go-{round}", Token);
                    }
                }

                var ids = seen.ConvertAll(item => item.AssignmentId);
                var ordered = seen.OrderByDescending(item => item.CreatedAt)
                    .ThenByDescending(item => item.AssignmentId, StringComparer.Ordinal).Select(item => item.AssignmentId);
                return ids.Distinct().Count() == ids.Count
                    && Enumerable.Range(0, minutes.Length).All(index => ids.Contains($"stay-{index}"))
                    && ids.SequenceEqual(ordered);
            },
            iter: 20, threads: 1);
    }

    [Fact]
    public async Task Every_call_with_a_cancelled_token_is_cancelled()
    {
        var cancelled = new CancellationToken(canceled: true);

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Repository.InsertAsync(Sample("a"), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Repository.FindAsync("a", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Repository.UpdateAsync(Sample("a"), Sample("a"), cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Repository.DeleteAsync("a", cancelled));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Repository.ListAsync(new AssignmentQuery(), cancelled));
    }

    protected static Assignment Sample(string id) => new() { AssignmentId = id, TeacherId = "t", Prompt = "p", CreatedAt = Noon };

    protected async Task<List<Assignment>> AllAsync(int pageSize, string? teacherId = null)
    {
        var all = new List<Assignment>();
        var query = new AssignmentQuery { PageSize = pageSize, TeacherId = teacherId };
        while (true)
        {
            var page = await Repository.ListAsync(query, Token);
            all.AddRange(page.Items);
            if (page.Next is null)
                return all;
            Assert.True(all.Count < 10_000, "The list has no end.");
            query = query with { After = page.Next };
        }
    }
}
