namespace ImageStorage.Records;

/// <summary>Pictures that are found again, and text in prompts.</summary>
public abstract partial class AssignmentRepositoryContract
{
    [Fact]
    public async Task FindPictureAsync_gives_the_newest_picture_of_prompt_and_model()
    {
        await Repository.InsertAsync(Picture("old"), Token);
        await Repository.InsertAsync(Picture("new") with { CreatedAt = Noon.AddMinutes(2) }, Token);
        await Repository.InsertAsync(Picture("between") with { CreatedAt = Noon.AddMinutes(1) }, Token);
        await Repository.InsertAsync(Picture("other prompt") with { Prompt = "a cat " }, Token);
        await Repository.InsertAsync(Picture("other model", model: "n"), Token);

        var found = await Repository.FindPictureAsync("a cat", "m", null, Token);

        Assert.True(AssignmentGen.Same(Picture("new") with { CreatedAt = Noon.AddMinutes(2) }, found));
        Assert.Null(await Repository.FindPictureAsync("a cat", "M", null, Token));
        Assert.Null(await Repository.FindPictureAsync("A cat", "m", null, Token));
    }

    [Fact]
    public async Task FindPictureAsync_of_equal_times_gives_the_first_in_the_order_of_lists()
    {
        foreach (var id in new[] { "b", "c", "a" })
            await Repository.InsertAsync(Picture(id), Token);

        Assert.Equal("c", (await Repository.FindPictureAsync("a cat", "m", null, Token))?.AssignmentId);
    }

    [Fact]
    public async Task FindPictureAsync_of_a_seed_gives_only_pictures_of_that_seed()
    {
        await Repository.InsertAsync(Picture("seven", seed: 7), Token);
        await Repository.InsertAsync(Picture("largest", seed: 4294967294) with { CreatedAt = Noon.AddMinutes(1) }, Token);
        await Repository.InsertAsync(Picture("none", seed: null) with { CreatedAt = Noon.AddMinutes(2) }, Token);

        Assert.Equal("seven", (await Repository.FindPictureAsync("a cat", "m", 7, Token))?.AssignmentId);
        Assert.Equal("largest", (await Repository.FindPictureAsync("a cat", "m", 4294967294, Token))?.AssignmentId);
        Assert.Equal("none", (await Repository.FindPictureAsync("a cat", "m", null, Token))?.AssignmentId);
        Assert.Null(await Repository.FindPictureAsync("a cat", "m", 8, Token));
    }

    [Theory]
    [InlineData(S3UploadStatus.Pending)]
    [InlineData(S3UploadStatus.Failed)]
    [InlineData(S3UploadStatus.NoImage)]
    public async Task FindPictureAsync_passes_over_records_without_a_finished_upload(S3UploadStatus status)
    {
        await Repository.InsertAsync(Picture("unfinished") with { S3UploadStatus = status, CreatedAt = Noon.AddMinutes(1) }, Token);
        Assert.Null(await Repository.FindPictureAsync("a cat", "m", null, Token));

        await Repository.InsertAsync(Picture("finished"), Token);
        Assert.Equal("finished", (await Repository.FindPictureAsync("a cat", "m", null, Token))?.AssignmentId);
    }

    [Fact]
    public async Task FindPictureAsync_follows_changes_of_the_record()
    {
        var pending = Picture("quiz") with { ImageMetadata = null, S3UploadStatus = S3UploadStatus.Pending };
        await Repository.InsertAsync(pending, Token);

        var done = await Repository.UpdateAsync(pending, Picture("quiz"), Token);
        Assert.Equal("quiz", (await Repository.FindPictureAsync("a cat", "m", 7, Token))?.AssignmentId);

        var other = await Repository.UpdateAsync(done, done with { Prompt = "a dog" }, Token);
        Assert.Null(await Repository.FindPictureAsync("a cat", "m", 7, Token));
        Assert.Equal("quiz", (await Repository.FindPictureAsync("a dog", "m", 7, Token))?.AssignmentId);

        await Repository.UpdateAsync(other, other with { ImageMetadata = other.ImageMetadata! with { Model = null } }, Token);
        Assert.Null(await Repository.FindPictureAsync("a dog", "m", 7, Token));
    }

    [Fact]
    public async Task FindPictureAsync_tells_prompts_and_models_apart_that_have_the_same_key()
    {
        await Repository.InsertAsync(Picture("divided", model: "m\na") with { Prompt = "cat" }, Token);
        Assert.Equal(Assignment.GenerationKeyOf("cat", "m\na"), Assignment.GenerationKeyOf("a\ncat", "m"));

        Assert.Null(await Repository.FindPictureAsync("a\ncat", "m", null, Token));
        Assert.NotNull(await Repository.FindPictureAsync("cat", "m\na", null, Token));
    }

    [Fact]
    public async Task FindPictureAsync_passes_over_a_prompt_that_another_application_changed()
    {
        await Repository.InsertAsync(Picture("quiz"), Token);
        await WriteDocumentAsync(new Dictionary<string, object?> { ["assignment_id"] = "quiz", ["prompt"] = "a dog" });

        Assert.Null(await Repository.FindPictureAsync("a cat", "m", null, Token));
    }

    [Fact]
    public async Task FindPictureAsync_of_metadata_that_is_JSON_text_looks_into_it()
    {
        await Repository.InsertAsync(Picture("quiz"), Token);
        await WriteDocumentAsync(new Dictionary<string, object?>
        {
            ["assignment_id"] = "quiz",
            ["image_metadata"] = """{"format":"webp","dimensions":"1x1","model":"m","seed":9}""",
        });

        Assert.Equal("quiz", (await Repository.FindPictureAsync("a cat", "m", 9, Token))?.AssignmentId);
        Assert.Null(await Repository.FindPictureAsync("a cat", "m", 7, Token));
    }

    [Fact]
    public async Task FindPictureAsync_with_a_cancelled_token_is_cancelled() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => Repository.FindPictureAsync("a cat", "m", null, new CancellationToken(canceled: true)));

    [Theory]
    [InlineData("LIGHT", "A lighthouse", "delight", "LiGhT")]
    [InlineData("маяк", "Старый МАЯК", "маяка")]
    [InlineData("ΦΆΡΟΣ", "ο φάρος")]
    [InlineData("灯台", "古い灯台の絵")]
    [InlineData("منارة", "صورة منارة قديمة")]
    [InlineData("🦊", "a 🦊!")]
    [InlineData("50%", "by 50% off")]
    [InlineData("a_b", "xA_Bx")]
    [InlineData(".*", "all .* of it")]
    [InlineData("(", "half (open")]
    [InlineData("[a-z]+$|^\\", "a [A-Z]+$|^\\ b")]
    [InlineData("{\"$gt\": \"\"}", "x{\"$GT\": \"\"}")]
    [InlineData("a\nb #x", "A\nB #X")]
    [InlineData("' OR 1=1 --", "it' or 1=1 --")]
    [InlineData("\0", "nul \0 nul")]
    public async Task ListAsync_of_a_text_gives_only_prompts_that_have_it_whatever_its_case(string text, params string[] prompts)
    {
        foreach (var (index, prompt) in prompts.Index())
            await Repository.InsertAsync(Sample($"yes-{index}") with { Prompt = prompt }, Token);
        foreach (var (index, prompt) in new[] { "", "by 500 off", "axb", "anything", "ligh t", "мая к", "ab #x", "nul" }.Index())
            await Repository.InsertAsync(Sample($"no-{index}") with { Prompt = prompt }, Token);

        var found = await SearchAsync(text, 100);

        Assert.Equal(Enumerable.Range(0, prompts.Length).Select(index => $"yes-{index}").Reverse(), found);
    }

    [Fact]
    public async Task ListAsync_of_a_long_text_compares_all_of_it()
    {
        var text = string.Concat(Enumerable.Repeat("длинный (текст)? ", 1200));
        await Repository.InsertAsync(Sample("same") with { Prompt = "x" + text.ToUpperInvariant() }, Token);
        await Repository.InsertAsync(Sample("other") with { Prompt = string.Concat(text.AsSpan(0, text.Length - 1), "!") }, Token);

        Assert.Equal(["same"], await SearchAsync(text, 1));
    }

    [Fact]
    public async Task ListAsync_of_an_empty_text_gives_all()
    {
        await Repository.InsertAsync(Sample("a") with { Prompt = "" }, Token);

        Assert.Equal(["a"], await SearchAsync("", 1));
    }

    [Theory]
    [InlineData(null, 1)]
    [InlineData(null, 7)]
    [InlineData("even", 1)]
    [InlineData("even", 7)]
    public async Task ListAsync_of_a_text_pages_through_every_match_once(string? teacher, int pageSize)
    {
        foreach (var number in Enumerable.Range(0, 130))
        {
            await Repository.InsertAsync(
                Sample($"q{number:000}") with
                {
                    Prompt = number % 10 < 2 ? "A Cat" : "a dog",
                    TeacherId = number % 2 == 0 ? "even" : "odd",
                    CreatedAt = Noon.AddMinutes(number / 4),
                },
                Token);
        }

        Assert.Equal(
            Enumerable.Range(0, 130).Reverse().Where(number => number % 10 == 0 || (teacher is null && number % 10 == 1)).Select(number => $"q{number:000}"),
            await SearchAsync("cat", pageSize, teacher));
    }

    [Theory]
    [InlineData(null, null)]
    [InlineData("t", null)]
    [InlineData(null, "STAY")]
    [InlineData("t", "STAY")]
    public async Task ListAsync_while_others_write_all_the_time_gives_what_was_there_once(string? teacher, string? text)
    {
        string[] stay = [.. Enumerable.Range(0, 40).Select(number => $"stay-{number:00}")];
        foreach (var (index, id) in stay.Index())
            await Repository.InsertAsync(Sample(id) with { Prompt = "I stay", CreatedAt = Noon.AddMinutes(index / 3) }, Token);
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var writes = 0;
        var writing = Task.WhenAll(Enumerable.Range(0, 3).Select(async task =>
        {
            for (var number = 0; !stopping.IsCancellationRequested; number++)
            {
                var id = $"come-{task}-{number}";
                await Repository.InsertAsync(Sample(id) with { Prompt = "I stay not", CreatedAt = Noon.AddMinutes(number % 14) }, Token);
                if (number >= 5)
                    await Repository.DeleteAsync($"come-{task}-{number - 5}", Token);
                Interlocked.Increment(ref writes);
            }
        }));

        var seen = await SearchAsync(text, 3, teacher);
        await stopping.CancelAsync();
        await writing;

        Assert.True(writes > 0);
        Assert.Equal(seen.Count, seen.Distinct().Count());
        Assert.Equal(stay.Reverse(), seen.Where(id => id.StartsWith("stay-", StringComparison.Ordinal)));
    }

    private static Assignment Picture(string id, string model = "m", long? seed = 7) => Sample(id) with
    {
        Prompt = "a cat",
        S3ImageKey = "generated_images/a.webp",
        S3UploadStatus = S3UploadStatus.Success,
        ImageMetadata = MetadataOf("webp") with { Model = model, Seed = seed },
    };

    private async Task<List<string>> SearchAsync(string? text, int pageSize, string? teacher = null)
    {
        var found = new List<string>();
        var query = new AssignmentQuery { Text = text, PageSize = pageSize, TeacherId = teacher };
        for (var round = 0; round < 2000; round++)
        {
            var page = await Repository.ListAsync(query, Token);
            Assert.True(page.Items.Count <= pageSize);
            found.AddRange(page.Items.Select(item => item.AssignmentId));
            if (page.Next is null)
                return found;
            query = query with { After = page.Next };
        }

        throw new InvalidOperationException("The list has no end.");
    }
}
