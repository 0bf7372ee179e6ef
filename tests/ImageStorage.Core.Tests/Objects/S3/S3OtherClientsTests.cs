using System.Diagnostics;
using System.Text.Json;
using ImageStorage.Testing;

namespace ImageStorage.Objects.S3;

/// <summary>What the store wrote, read by other people's clients.</summary>
public sealed class S3OtherClientsTests(MotoServer moto) : IAsyncLifetime
{
    private const string Boto3 =
        """
        import boto3, email.header, hashlib, json, sys
        endpoint, bucket, key = sys.argv[1:]
        s3 = boto3.client("s3", endpoint_url=endpoint, region_name="us-east-1")
        answer = s3.get_object(Bucket=bucket, Key=key, ChecksumMode="ENABLED")
        tags = s3.get_object_tagging(Bucket=bucket, Key=key)["TagSet"]
        teacher = answer["Metadata"]["teacher-id"]
        print(json.dumps({
            "sha256": hashlib.sha256(answer["Body"].read()).hexdigest(),
            "checksum": answer["ChecksumSHA256"],
            "content_type": answer["ContentType"],
            "cache_control": answer["CacheControl"],
            "metadata_sha256": answer["Metadata"]["sha256"],
            "teacher": str(email.header.make_header(email.header.decode_header(teacher))),
            "tags": {tag["Key"]: tag["Value"] for tag in tags},
        }))
        """;

    private MotoBucket _bucket = null!;
    private ObjectUpload _upload = null!;

    public async ValueTask InitializeAsync()
    {
        _bucket = await MotoBucket.CreateAsync(moto);
        _upload = Uploads.Of("quiz", [.. Enumerable.Range(0, 70_000).Select(i => (byte)(i * 31))]) with { Permanent = true };
        await _bucket.Store.PutAsync(_upload, default);
    }

    public ValueTask DisposeAsync()
    {
        _bucket?.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task Boto3_reads_bytes_headers_metadata_tag_and_checksum()
    {
        var python = PathSearch.Find("python3");
        if (python is null || (await RunAsync(python, "-c", "import boto3")).ExitCode != 0)
            Assert.Skip("python3 with boto3 is not on PATH");

        var (exitCode, output) = await RunAsync(python, "-c", Boto3, _bucket.Endpoint.AbsoluteUri, _bucket.Name, _upload.Key);

        Assert.Equal(0, exitCode);
        var read = JsonDocument.Parse(output).RootElement;
        string[] expected =
        [
            _upload.Sha256.Hex, _upload.Sha256.Base64, "image/webp",
            "public, max-age=31536000, immutable", _upload.Sha256.Hex, _upload.Metadata.TeacherId!,
        ];
        Assert.Equal(
            expected,
            new[] { "sha256", "checksum", "content_type", "cache_control", "metadata_sha256", "teacher" }.Select(name => read.GetProperty(name).GetString()));
        Assert.Equal("""{"lifecycle": "permanent"}""", read.GetProperty("tags").GetRawText());
    }

    [Fact]
    public async Task The_AWS_CLI_reads_bytes_headers_metadata_tag_and_checksum()
    {
        var cli = PathSearch.Find("aws");
        if (cli is null)
            Assert.Skip("aws is not on PATH");

        using var folder = new TemporaryFolder();
        var file = Path.Combine(folder.Path, "quiz.webp");
        string[] common = ["--endpoint-url", _bucket.Endpoint.AbsoluteUri, "--region", "us-east-1", "--output", "json", "s3api"];
        string[] which = ["--bucket", _bucket.Name, "--key", _upload.Key];

        var got = await RunAsync(cli, [.. common, "get-object", .. which, "--checksum-mode", "ENABLED", file]);
        var tagged = await RunAsync(cli, [.. common, "get-object-tagging", .. which]);

        Assert.Equal((0, 0), (got.ExitCode, tagged.ExitCode));
        var read = JsonDocument.Parse(got.Output).RootElement;
        Assert.Equal(
            [_upload.Sha256.Base64, "image/webp", "public, max-age=31536000, immutable"],
            new[] { "ChecksumSHA256", "ContentType", "CacheControl" }.Select(name => read.GetProperty(name).GetString()));
        Assert.Equal(_upload.Sha256.Hex, read.GetProperty("Metadata").GetProperty("sha256").GetString());
        Assert.Equal(_upload.Data.ToArray(), await File.ReadAllBytesAsync(file));
        Assert.Equal("permanent", JsonDocument.Parse(tagged.Output).RootElement.GetProperty("TagSet")[0].GetProperty("Value").GetString());
    }

    private static async Task<(int ExitCode, string Output)> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
