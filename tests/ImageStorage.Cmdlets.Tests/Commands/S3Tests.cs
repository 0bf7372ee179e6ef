using System.Diagnostics;
using System.Net;
using System.Text.Json;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>The cmdlets on S3: the same commands as embedded, with two settings more.</summary>
public sealed class S3Tests(MotoServer moto) : IAsyncLifetime
{
    private readonly string _bucket = $"test-{Guid.NewGuid():N}";
    private readonly ModuleSession _session = new();
    private Uri _endpoint = null!;

    public async ValueTask InitializeAsync()
    {
        _endpoint = await moto.RequireAsync();
        using var http = new HttpClient();
        using var created = await http.PutAsync(new Uri(_endpoint, _bucket), null);
        Assert.Equal(HttpStatusCode.OK, created.StatusCode);
        Use(_bucket, _endpoint);
    }

    public ValueTask DisposeAsync()
    {
        _session.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void New_AssignmentImage_stores_in_the_bucket_and_tells_the_CloudFront_URL()
    {
        var image = _session.Invoke("New-AssignmentImage 'A red kite' -AssignmentId quiz-1").One<AssignmentImage>();

        Assert.Equal($"https://d111.cloudfront.net/generated_images/quiz-1.webp?v={image.Sha256![..12]}", image.Url!.AbsoluteUri);
        Assert.Equal(image.Url.AbsoluteUri, image.Assignment.CloudFrontUrl);
        Assert.Equal(image.Url.AbsoluteUri, _session.Invoke("Get-ImageUrl quiz-1").One<string>());
    }

    [Fact]
    public async Task New_AssignmentImage_plan_leaves_the_bucket_as_it_is_and_is_carried_out_once()
    {
        _session.Invoke("New-AssignmentImage 'A red kite' -AssignmentId quiz-1").AssertNoErrors();
        using var http = new HttpClient();
        var listing = new Uri(_endpoint, $"{_bucket}?list-type=2");
        var before = await http.GetStringAsync(listing);

        var plan = _session.Invoke("""
            $plan = 'quiz-1', 'quiz-2' | ForEach-Object { [pscustomobject]@{ AssignmentId = $_; Prompt = 'A red kite' } } | New-AssignmentImage -WhatIf -Plan
            $plan
            """).AssertNoErrors().All<ImagePlanItem>();

        Assert.Equal([PlanAction.Reuse, PlanAction.Make], plan.Select(item => item.Action));
        Assert.Equal(before, await http.GetStringAsync(listing));
        Assert.Equal(2, _session.Invoke(PlanTests.AsCsvRows + "$plan | AsCsvRows | New-AssignmentImage").AssertNoErrors().Output.Count);
        _session.Invoke(PlanTests.AsCsvRows + "$plan | AsCsvRows | New-AssignmentImage").AssertError(ImageStorageError.AssignmentConflict);
    }

    [Fact]
    public async Task Get_ImageUrl_Presigned_opens_without_credentials()
    {
        var image = _session.Invoke("New-AssignmentImage 'A red kite' -AssignmentId quiz-1").One<AssignmentImage>();
        var url = _session.Invoke("Get-ImageUrl quiz-1 -Presigned -ExpiresIn 60").One<string>();

        using var http = new HttpClient();
        var data = await http.GetByteArrayAsync(new Uri(url));

        Assert.Contains("X-Amz-Expires=60", url, StringComparison.Ordinal);
        Assert.Equal(image.OptimizedSizeBytes, data.LongLength);
    }

    [Fact]
    public void Optimize_Send_Receive_and_Remove_go_all_the_way()
    {
        var files = TestPictures.Write(_session.Folder, 3);

        var sent = _session.Invoke("$args[0] | Optimize-Image | Send-S3Image", new object[] { files.ToArray() }).AssertNoErrors().All<StoredObject>();
        var received = _session.Invoke("'quiz-000', 'quiz-001', 'quiz-002' | Receive-S3Image").AssertNoErrors().All<ReceivedImage>();

        Assert.Equal(sent.Select(stored => stored.Sha256), received.Select(image => image.Sha256));
        _session.Invoke("'quiz-000', 'quiz-001', 'quiz-002' | Remove-S3Image -Confirm:$false").AssertNoErrors();
        Assert.All(_session.Invoke("'quiz-000', 'quiz-001', 'quiz-002' | Receive-S3Image").All<ReceivedImage>(), image => Assert.True(image.IsPlaceholder));
    }

    [Fact]
    public void Receive_S3Image_when_the_store_fails_gives_the_cached_copy_and_says_so()
    {
        _session.Invoke("New-AssignmentImage 'A red kite' -AssignmentId quiz-1; Receive-S3Image quiz-1").AssertNoErrors();

        var received = _session.Invoke("Receive-S3Image quiz-1 -ProfileName no-such-profile");

        var image = received.One<ReceivedImage>();
        Assert.Equal((true, false, ImageStorageError.CredentialsNotFound), (image.IsStale, image.IsPlaceholder, image.Error));
        Assert.Contains("no-such-profile", Assert.Single(received.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Receive_S3Image_of_a_bucket_at_another_endpoint_has_a_cache_of_its_own()
    {
        await using var other = new FaultProxy(_endpoint);
        _session.Invoke("New-AssignmentImage 'A red kite' -AssignmentId quiz-1").AssertNoErrors();
        var here = _session.Invoke("Receive-S3Image quiz-1").One<ReceivedImage>();

        Use(_bucket, other.Endpoint);
        var there = _session.Invoke("Receive-S3Image quiz-1").One<ReceivedImage>();

        Assert.False(there.FromCache);
        Assert.NotEqual(here.Path, there.Path);
    }

    [Fact]
    public void Send_S3Image_to_a_bucket_that_is_not_there_is_BucketNotFound()
    {
        TestPictures.Write(_session.Folder, 1);

        Use("no-such-bucket", _endpoint);

        var error = _session.Invoke("Send-S3Image quiz-000.png").AssertError(ImageStorageError.BucketNotFound);

        Assert.Contains("no-such-bucket", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_AWS_CLI_reads_what_Send_S3Image_wrote()
    {
        var aws = PathSearch.Find("aws");
        Assert.SkipWhen(aws is null, "aws is not on PATH");
        TestPictures.Write(_session.Folder, 1);
        var sent = _session.Invoke("Optimize-Image quiz-000.png | Send-S3Image -TeacherId t-1 -Permanent").One<StoredObject>();

        var start = new ProcessStartInfo(aws!, ["--endpoint-url", _endpoint.AbsoluteUri, "--region", "us-east-1", "s3api", "head-object", "--bucket", _bucket, "--key", sent.Key])
        {
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        using var head = await JsonDocument.ParseAsync(process.StandardOutput.BaseStream);

        var metadata = head.RootElement.GetProperty("Metadata");
        Assert.Equal("image/webp", head.RootElement.GetProperty("ContentType").GetString());
        Assert.Equal("public, max-age=31536000, immutable", head.RootElement.GetProperty("CacheControl").GetString());
        Assert.Equal(("quiz-000", "t-1", sent.Sha256), (metadata.GetProperty("assignment-id").GetString(), metadata.GetProperty("teacher-id").GetString(), metadata.GetProperty("sha256").GetString()));
    }

    private void Use(string bucket, Uri endpoint) => _session.Configure(new
    {
        bucket,
        endpoint = endpoint.AbsoluteUri,
        domain = "d111.cloudfront.net",
        records = new { sqlite = true },
        model = "offline",
        home = _session.Home,
    });
}
