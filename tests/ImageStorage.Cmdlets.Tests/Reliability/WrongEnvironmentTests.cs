using System.Net;
using System.Xml.Linq;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Cmdlets.Reliability;

/// <summary>
/// What an operator gets who forgot or mistyped one setting: each wrong environment, with every cmdlet that writes, deletes or gates. Nothing
/// is lost, nothing is written to the wrong place, and the gate never says yes.
/// </summary>
public sealed class WrongEnvironmentTests(MotoServer moto, ITestOutputHelper output) : IAsyncLifetime
{
    private static readonly string[] Commands =
    [
        "New-AssignmentImage kite -AssignmentId quiz-9",
        "New-AssignmentImage 'another kite' -AssignmentId quiz-1 -Force",
        "New-Assignment flower -AssignmentId quiz-9 -NoImage -QuestionAnswer @{ Question = 'q'; Answer = 'a' }",
        "Send-S3Image quiz-9.png",
        "Complete-Assignment quiz-1 -Answer 'an answer' -StudentId s-1",
        "Remove-S3Image quiz-1 -Confirm:$false",
        "Remove-Assignment quiz-1 -Confirm:$false",
        "Repair-AssignmentImage -RemoveOrphan -GracePeriod 0 -MaxRemove 1000 -Confirm:$false",
    ];

    // The records of a bucket at another endpoint are in another file, which is empty.
    private static readonly string[] NotThere = ["AssignmentNotFound", "ImageNotFound"];

    private readonly ModuleSession _session = new();
    private readonly HttpClient _client = new();
    private readonly string _bucket = $"live-{Guid.NewGuid():N}";
    private readonly string _otherBucket = $"other-{Guid.NewGuid():N}";
    private Uri _endpoint = null!;
    private FaultProxy _moved = null!;
    private Dictionary<string, string> _objects = [];
    private string _records = "";

    public async ValueTask InitializeAsync()
    {
        _endpoint = await moto.RequireAsync();
        _moved = new FaultProxy(_endpoint) { Program = _ => Fault.Answer(301, "PermanentRedirect") };
        // Whatever the signature is: without any, moto keeps private objects to itself.
        _client.DefaultRequestHeaders.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=AKIATESTTESTTESTTEST/20261001/us-east-1/s3/aws4_request, SignedHeaders=host, Signature=0");
        foreach (var bucket in (string[])[_bucket, _otherBucket])
        {
            using var made = await _client.PutAsync(new Uri(_endpoint, bucket), null);
            Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        }

        TestPictures.Write(_session.Folder, 1);
        File.Move(Path.Combine(_session.Folder, "quiz-000.png"), Path.Combine(_session.Folder, "quiz-9.png"));
        _session.Configure(Live());
        _session.Invoke(
            "1..3 | ForEach-Object { New-Assignment kite -AssignmentId \"quiz-$_\" -QuestionAnswer @{ Question = 'q'; Answer = 'a' } }").AssertNoErrors();
        _objects = await ReadAsync(_bucket);
        _records = Records();
        Assert.Equal(4, _objects.Count);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        _session.Dispose();
        await _moved.DisposeAsync();
    }

    [Theory]
    [InlineData("no record store")]
    [InlineData("wrong record store")]
    [InlineData("empty record store, and a bucket from before there were ids")]
    [InlineData("wrong bucket")]
    [InlineData("other region")]
    [InlineData("no credentials")]
    [InlineData("AWS unreachable")]
    [InlineData("half-configured cloud")]
    public async Task A_wrong_environment_loses_nothing_writes_nothing_and_passes_no_gate(string wrong)
    {
        var expected = await ConfigureAsync(wrong);

        foreach (var command in Commands)
        {
            var answer = _session.Invoke(command);

            output.WriteLine($"{wrong} | {command} | {string.Join("; ", answer.Errors)}");
            var errorId = Assert.Single(answer.Errors).FullyQualifiedErrorId.Split(',')[0];
            Assert.True(expected.Contains(errorId), $"{command}: {errorId}: {answer.Errors[0]}");
            Assert.Empty(answer.Output);
            Assert.Equal(_objects, await ReadAsync(_bucket));
        }

        var gate = _session.Invoke("Test-ImageInfrastructure -Quiet -Timeout 5");
        output.WriteLine($"{wrong} | Test-ImageInfrastructure -Quiet | {string.Join("; ", gate.Output)} {string.Join("; ", gate.Warnings)}");
        Assert.DoesNotContain(true, gate.Output.Select(item => item.BaseObject));
        Assert.Empty(await ReadAsync(_otherBucket));
        Assert.False(Directory.Exists(Path.Combine(_session.Folder, "wrong", "objects")));
        _session.Configure(Live());
        Assert.Equal(_records, Records());
    }

    [Fact]
    public void A_gate_whose_outputs_are_missing_is_false_with_the_reason()
    {
        var gate = _session.Invoke("Test-ImageInfrastructure none.json -Quiet");

        Assert.False(gate.One<bool>());
        Assert.Contains("none.json", Assert.Single(gate.Warnings), StringComparison.Ordinal);
    }

    /// <summary>Makes the environment wrong.</summary>
    /// <returns>The error ids that may answer.</returns>
    private async Task<string[]> ConfigureAsync(string wrong)
    {
        var home = Path.Combine(_session.Folder, "wrong");
        switch (wrong)
        {
            case "no record store":
                _session.Configure(Live(home));
                return ["StoreMismatch"];
            case "wrong record store":
                _session.Configure(new { home });
                _session.Invoke("New-Assignment kite -AssignmentId quiz-1 -QuestionAnswer @{ Question = 'q'; Answer = 'a' }").AssertNoErrors();
                MakeTheRecordsThoseOfTheBucket(home);
                _session.Configure(Live(home));
                return ["StoreMismatch"];
            case "empty record store, and a bucket from before there were ids":
                using (await _client.DeleteAsync(Address(_bucket, "/.imagestorage/store.json")))
                    _objects.Remove(".imagestorage/store.json");
                _session.Configure(Live(home));
                return ["StoreMismatch"];
            case "wrong bucket":
                _session.Configure(Live(bucket: _otherBucket));
                MakeTheRecordsThoseOfTheBucket(_session.Home, _otherBucket);
                return ["StoreMismatch"];
            case "other region":
                _session.Configure(Live(endpoint: _moved.Endpoint));
                return ["ConfigurationInvalid", "StorageUnavailable", "BucketNotFound", .. NotThere];
            case "no credentials":
                _session.Configure(Live(profile: "no-such-profile"));
                return ["CredentialsNotFound"];
            case "AWS unreachable":
                _session.Configure(Live(endpoint: new Uri("http://127.0.0.1:9")));
                return ["StorageUnavailable", "StorageTimeout", .. NotThere];
            default:
                _session.Configure(new { home, domain = "d111.cloudfront.net" });
                return ["ConfigurationInvalid"];
        }
    }

    private object Live(string? home = null, string? bucket = null, Uri? endpoint = null, string? profile = null) => new
    {
        bucket = bucket ?? _bucket,
        endpoint = (endpoint ?? _endpoint).AbsoluteUri,
        records = new { sqlite = true },
        model = "offline",
        home = home ?? _session.Home,
        profile = profile ?? "",
    };

    // Each bucket has a file of records of its own, so a record store of another bucket has to be put in its place.
    private void MakeTheRecordsThoseOfTheBucket(string home, string? bucket = null)
    {
        var source = Assert.Single(Directory.GetFiles(home, "*.db", SearchOption.AllDirectories));
        var target = Path.Combine(home, "records", $"s3-{bucket ?? _bucket}-{_endpoint.Host}-{_endpoint.Port}.db");
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        File.Copy(source, target);
        // What SQLite has not moved to the file yet.
        if (File.Exists(source + "-wal"))
            File.Copy(source + "-wal", target + "-wal");
        if (Directory.Exists(Path.Combine(home, "objects")))
            Directory.Delete(Path.Combine(home, "objects"), recursive: true);
    }

    private string Records() => string.Join('\n', _session.Invoke("Get-Assignment").AssertNoErrors().All<Assignment>()
        .OrderBy(record => record.AssignmentId, StringComparer.Ordinal)
        .Select(record => $"{record.AssignmentId} {record.S3UploadStatus} {record.S3ImageKey} {record.ImageMetadata?.Sha256}"));

    private async Task<Dictionary<string, string>> ReadAsync(string bucket)
    {
        var list = XDocument.Parse(await _client.GetStringAsync(Address(bucket, "?list-type=2")));
        return list.Descendants().Where(element => element.Name.LocalName == "Contents").ToDictionary(
            item => item.Elements().Single(element => element.Name.LocalName == "Key").Value,
            item => item.Elements().Single(element => element.Name.LocalName == "ETag").Value);
    }

    private Uri Address(string bucket, string rest) => new(_endpoint, $"/{bucket}{rest}");
}
