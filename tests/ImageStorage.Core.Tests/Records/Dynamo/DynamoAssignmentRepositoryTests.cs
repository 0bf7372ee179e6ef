using Amazon.DynamoDBv2.Model;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Records.Dynamo;

public sealed class DynamoAssignmentRepositoryTests(MotoServer moto) : AssignmentRepositoryContract, IAsyncLifetime
{
    private MotoTable _table = null!;
    private DynamoAssignmentRepository _repository = null!;

    protected override IAssignmentRepository Repository => _repository;

    protected override ImageStorageError? ErrorOfSeventeenMegabytes => ImageStorageError.AssignmentTooLarge;

    public async ValueTask InitializeAsync()
    {
        _table = await MotoTable.CreateAsync(moto);
        _repository = _table.Open();
    }

    public ValueTask DisposeAsync()
    {
        _repository?.Dispose();
        _table?.Dispose();
        return ValueTask.CompletedTask;
    }

    protected override async Task WriteDocumentAsync(IReadOnlyDictionary<string, object?> fields)
    {
        var id = (string)fields["assignment_id"]!;
        var item = await _table.ItemAsync(id) ?? DynamoClient.Key(id);
        foreach (var (name, value) in fields)
            item[name] = DynamoItem.ToAttribute(value);
        await _table.Client.PutItemAsync(_table.Name, item, Token);
    }

    protected override async Task<IReadOnlyDictionary<string, object?>> ReadDocumentAsync(string assignmentId) =>
        (await _table.ItemAsync(assignmentId)).ToDictionary(pair => pair.Key, pair => DynamoItem.ToValue(pair.Value));

    [Fact]
    public async Task InsertAsync_writes_the_attributes_as_others_read_them()
    {
        await _repository.InsertAsync(
            Sample("a") with { CreatedAt = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000).AddMilliseconds(250), ImageMetadata = Metadata() }, Token);

        var item = await _table.ItemAsync("a");

        Assert.Equal(("a", "a", "t", "p", "[]"), (item["id"].S, item["assignment_id"].S, item["teacher_id"].S, item["prompt"].S, item["question_answers"].S));
        Assert.Equal(("1700000000.25", "0.5", "webp"), (item["created_at"].N, item["image_metadata"].M["compression_ratio"].N, item["image_metadata"].M["format"].S));
        Assert.False(item.ContainsKey("cloudfront_url"));
    }

    [Fact]
    public async Task UpdateAsync_to_a_field_without_value_removes_the_attribute()
    {
        var written = Sample("a") with { CloudFrontUrl = "https://a.example/x" };
        await _repository.InsertAsync(written, Token);

        await _repository.UpdateAsync(written, written with { CloudFrontUrl = null, TeacherId = "" }, Token);

        var item = await _table.ItemAsync("a");
        Assert.False(item.ContainsKey("cloudfront_url") || item.ContainsKey("teacher_id"));
    }

    [Fact]
    public async Task UpdateAsync_of_metadata_that_is_text_leaves_it_text()
    {
        await WriteDocumentAsync(Document("a", ("image_metadata", """{"format":"png","alt":"a cat"}""")));
        var read = (await _repository.FindAsync("a", Token))!;

        await _repository.UpdateAsync(read, read with { ImageMetadata = Metadata() }, Token);

        var text = (await _table.ItemAsync("a"))["image_metadata"].S;
        Assert.Contains("\"webp\"", text, StringComparison.Ordinal);
        Assert.Contains("\"alt\":\"a cat\"", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateAsync_keeps_nested_values_of_every_type()
    {
        var nested = new AttributeValue { M = new() { ["format"] = new() { S = "png" }, ["tags"] = new() { SS = ["a", "b"] }, ["ok"] = new() { BOOL = true }, ["deep"] = new() { L = [new() { N = "1.50" }] } } };
        await _table.Client.PutItemAsync(_table.Name, new() { ["id"] = new() { S = "a" }, ["image_metadata"] = nested }, Token);
        var read = (await _repository.FindAsync("a", Token))!;

        await _repository.UpdateAsync(read, read with { ImageMetadata = Metadata() }, Token);

        var stored = (await _table.ItemAsync("a"))["image_metadata"].M;
        Assert.Equal(("webp", true), (stored["format"].S, stored["ok"].BOOL));
        Assert.Equal(["a", "b"], stored["tags"].SS.Order());
        Assert.Single(stored["deep"].L);
    }

    [Fact]
    public async Task UpdateAsync_lists_an_older_document_without_a_time()
    {
        await WriteDocumentAsync(new Dictionary<string, object?> { ["assignment_id"] = "bare" });
        var read = (await _repository.FindAsync("bare", Token))!;

        await _repository.UpdateAsync(read, read with { TeacherId = "t" }, Token);

        Assert.Equal(["bare"], (await AllAsync(1)).Select(item => item.AssignmentId));
        Assert.Equal(["bare"], (await AllAsync(1, "t")).Select(item => item.AssignmentId));
    }

    [Fact]
    public async Task FindAsync_of_a_document_with_only_its_key_reads_it()
    {
        await _table.Client.PutItemAsync(_table.Name, DynamoClient.Key("a"), Token);

        Assert.Equal("a", (await _repository.FindAsync("a", Token))!.AssignmentId);
    }

    [Fact]
    public async Task ListAsync_of_equal_times_pages_without_skips_or_repeats()
    {
        string[] ids = [.. Enumerable.Range(0, 40).Select(number => $"q{number:00}")];
        foreach (var (index, id) in ids.Index())
        {
            if (index % 2 == 0)
                await _repository.InsertAsync(Sample(id), Token);
            else
                await WriteDocumentAsync(Document(id));
        }

        Assert.Equal(ids.Reverse(), (await AllAsync(7)).Select(item => item.AssignmentId));
        Assert.Equal(ids.Reverse(), (await AllAsync(7, "t")).Select(item => item.AssignmentId));
    }

    [Fact]
    public async Task ListAsync_past_one_megabyte_gives_every_record()
    {
        var prompt = new string('x', 300_000);
        foreach (var number in Enumerable.Range(0, 9))
            await _repository.InsertAsync(Sample($"q{number}") with { Prompt = prompt, CreatedAt = Noon.AddMinutes(number) }, Token);
        await using var proxy = new FaultProxy(_table.Endpoint);
        using var repository = _table.Open(proxy.Endpoint);

        var page = await repository.ListAsync(new AssignmentQuery { TeacherId = "t" }, Token);

        Assert.Equal(9, page.Items.Count);
        Assert.InRange(proxy.Requests.Count, 3, 9);
    }

    [Fact]
    public async Task ListAsync_of_a_teacher_and_FindAsync_never_scan()
    {
        await WriteDocumentAsync(Document("old"));
        await using var proxy = new FaultProxy(_table.Endpoint);
        using var repository = _table.Open(proxy.Endpoint);

        await repository.FindAsync("old", Token);
        await repository.ListAsync(new AssignmentQuery { TeacherId = "t" }, Token);

        Assert.Equal(
            ["DynamoDB_20120810.GetItem", "DynamoDB_20120810.Query"],
            proxy.Requests.Select(request => request.Header("X-Amz-Target").Single()));
    }

    [Fact]
    public async Task ListAsync_of_a_text_that_nothing_has_looks_at_a_bounded_number_of_records()
    {
        foreach (var number in Enumerable.Range(0, 230))
            await _repository.InsertAsync(Sample($"q{number}") with { CreatedAt = Noon.AddMinutes(number) }, Token);
        await using var proxy = new FaultProxy(_table.Endpoint);
        using var repository = _table.Open(proxy.Endpoint);

        var page = await repository.ListAsync(new AssignmentQuery { TeacherId = "t", Text = "nothing", PageSize = 1 }, Token);

        Assert.Empty(page.Items);
        Assert.Equal("q130", page.Next?.AssignmentId);
        Assert.Single(proxy.Requests);
    }

    [Fact]
    public async Task FindPictureAsync_reads_the_index_and_the_record_that_it_names()
    {
        foreach (var number in Enumerable.Range(0, 60))
            await _repository.InsertAsync(Sample($"other-{number}") with { ImageMetadata = Metadata() with { Model = "m", Seed = number } }, Token);
        await _repository.InsertAsync(
            Sample("quiz") with
            {
                CreatedAt = Noon.AddMinutes(-1),
                S3ImageKey = ObjectKey.For("quiz"),
                S3UploadStatus = S3UploadStatus.Success,
                ImageMetadata = Metadata() with { Model = "m", Seed = 7 },
            },
            Token);
        await using var proxy = new FaultProxy(_table.Endpoint);
        using var repository = _table.Open(proxy.Endpoint);

        Assert.Equal("quiz", (await repository.FindPictureAsync("p", "m", 7, Token))?.AssignmentId);

        var targets = proxy.Requests.Select(request => request.Header("X-Amz-Target").Single()).ToList();
        Assert.Equal(["DynamoDB_20120810.GetItem", "DynamoDB_20120810.Query"], targets.Distinct().Order());
        Assert.Single(targets, target => target.EndsWith("GetItem", StringComparison.Ordinal));
    }

    [Fact]
    public async Task ListAsync_of_all_scans_once_for_all_its_pages()
    {
        foreach (var number in Enumerable.Range(0, 6))
            await WriteDocumentAsync(Document($"q{number}"));
        await using var proxy = new FaultProxy(_table.Endpoint);
        using var repository = _table.Open(proxy.Endpoint);

        var first = await repository.ListAsync(new AssignmentQuery { PageSize = 2 }, Token);
        await repository.ListAsync(new AssignmentQuery { PageSize = 2, After = first.Next }, Token);

        Assert.Single(proxy.Requests, request => request.Header("X-Amz-Target").Single() == "DynamoDB_20120810.Scan");
    }

    [Fact]
    public async Task InsertAsync_of_more_than_400_KB_is_AssignmentTooLarge_and_says_what_to_do()
    {
        var exception = await Assert.ThrowsAsync<ImageStorageException>(
            () => _repository.InsertAsync(Sample("a") with { Prompt = new string('x', 410_000) }, Token));

        Assert.Equal(ImageStorageError.AssignmentTooLarge, exception.Error);
        Assert.Contains("400 KB", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task UpdateAsync_that_makes_the_whole_record_too_large_is_AssignmentTooLarge()
    {
        var written = Sample("a") with { Prompt = new string('x', 300_000) };
        await _repository.InsertAsync(written, Token);

        var exception = await Assert.ThrowsAsync<ImageStorageException>(
            () => _repository.UpdateAsync(written, written with { CloudFrontUrl = new string('x', 200_000) }, Token));

        Assert.Equal(ImageStorageError.AssignmentTooLarge, exception.Error);
    }

    private static ImageMetadata Metadata() => new()
    {
        OriginalSizeBytes = 2,
        OptimizedSizeBytes = 1,
        CompressionRatio = 0.5,
        Format = "webp",
        Dimensions = "1x1",
    };
}
