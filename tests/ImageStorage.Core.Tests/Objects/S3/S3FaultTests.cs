using System.Diagnostics;
using Amazon.S3;
using ImageStorage.Aws;
using ImageStorage.Aws.Errors;
using ImageStorage.Diagnostics;
using ImageStorage.Resilience;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;
using Microsoft.Extensions.Time.Testing;

namespace ImageStorage.Objects.S3;

/// <summary>What can go wrong between the store and S3, on the wire, with the retries on.</summary>
public sealed class S3FaultTests(MotoServer moto) : IAsyncLifetime
{
    private const string Key = "generated_images/quiz.webp";

    private readonly RecordingLogger _logger = new();
    private readonly SkippingTimeProvider _time = new(TimeSpan.FromSeconds(25));
    private MotoBucket _bucket = null!;
    private FaultProxy _proxy = null!;
    private IAmazonS3 _client = null!;
    private ResilientObjectStore _store = null!;

    public async ValueTask InitializeAsync()
    {
        _bucket = await MotoBucket.CreateAsync(moto);
        _proxy = new FaultProxy(_bucket.Endpoint);
        _client = AwsClients.CreateS3(MotoBucket.Configuration(_proxy.Endpoint));
        _store = new ResilientObjectStore(new S3ObjectStore(_client, _bucket.Name), _logger, _time, random: () => 1);
    }

    public async ValueTask DisposeAsync()
    {
        _client?.Dispose();
        _bucket?.Dispose();
        if (_proxy is not null)
            await _proxy.DisposeAsync();
    }

    private Task<StoredObject> PutAsync() => _store.PutAsync(Uploads.Of("quiz", new byte[5000]), default);

    private Task<ImageStorageException> FailPutAsync() => Assert.ThrowsAsync<ImageStorageException>(PutAsync);

    private void FailAlways(Fault fault) => _proxy.Program = _ => fault;

    public static TheoryData<string, Fault> TransientFaults => new()
    {
        { "reset in the request", Fault.ResetInRequest },
        { "500", Fault.Answer(500, "InternalError") },
        { "503 SlowDown", Fault.Answer(503, "SlowDown", ("Retry-After", "2")) },
        { "502 of a proxy", Fault.Answer(502, "<html>Bad gateway</html>", "text/html") },
        { "body that stopped", Fault.Answer(400, "RequestTimeout") },
        { "writes that met", Fault.Answer(409, "ConditionalRequestConflict") },
    };

    public static TheoryData<string, Fault, ImageStorageError, string> LastingFaults => new()
    {
        { "access", Fault.Answer(403, "AccessDenied"), ImageStorageError.StorageAccessDenied, "not allowed to store" },
        { "bucket", Fault.Answer(404, "NoSuchBucket"), ImageStorageError.BucketNotFound, "There is no bucket" },
        { "token", Fault.Answer(400, "ExpiredToken"), ImageStorageError.CredentialsNotFound, "aws sso login" },
        { "key id", Fault.Answer(403, "InvalidAccessKeyId"), ImageStorageError.CredentialsNotFound, "-ProfileName" },
        { "signature", Fault.Answer(403, "SignatureDoesNotMatch"), ImageStorageError.CredentialsNotFound, "aws configure" },
        { "redirect", Fault.Answer(301, "PermanentRedirect"), ImageStorageError.ConfigurationInvalid, "not in region 'us-east-1'" },
        { "region", Fault.Answer(400, "AuthorizationHeaderMalformed"), ImageStorageError.ConfigurationInvalid, "AWS_REGION" },
        { "clock", Fault.Answer(403, "RequestTimeTooSkewed"), ImageStorageError.ConfigurationInvalid, "clock" },
        { "other", Fault.Answer(400, "EntityTooLarge"), ImageStorageError.StorageUnavailable, "EntityTooLarge" },
    };

    [Theory]
    [MemberData(nameof(TransientFaults))]
    public async Task Put_through_two_transient_faults_succeeds_at_the_third_attempt(string name, Fault fault)
    {
        _proxy.FailInOrder(fault, fault);

        var stored = await PutAsync();

        Assert.Equal((name, 3, true, 1), (name, stored.Attempts, stored.Written, await _bucket.CountVersionsAsync(Key)));
    }

    [Theory]
    [MemberData(nameof(TransientFaults))]
    public async Task Put_that_always_meets_a_transient_fault_is_StorageUnavailable_after_three_attempts(string name, Fault fault)
    {
        FailAlways(fault);

        var error = await FailPutAsync();

        Assert.Equal((name, ImageStorageError.StorageUnavailable, 3, 3), (name, error.Error, error.Attempts, _proxy.Requests.Count));
        Assert.EndsWith("All 3 attempts failed.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(LastingFaults))]
    public async Task Put_that_meets_a_lasting_fault_has_its_error_after_one_attempt(string name, Fault fault, ImageStorageError expected, string says)
    {
        FailAlways(fault);

        var error = await FailPutAsync();

        Assert.Equal((name, expected, 1, 1), (name, error.Error, error.Attempts, _proxy.Requests.Count));
        Assert.Contains(says, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_that_is_refused_a_connection_is_StorageUnavailable_after_three_attempts()
    {
        _proxy.Refuse();

        var error = await FailPutAsync();

        Assert.Equal((ImageStorageError.StorageUnavailable, 3), (error.Error, error.Attempts));
        Assert.Contains("refused the connection", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_to_a_name_that_does_not_exist_is_StorageUnavailable()
    {
        using var client = AwsClients.CreateS3(MotoBucket.Configuration(new Uri("http://no-such-host.invalid")));
        var store = new ResilientObjectStore(new S3ObjectStore(client, _bucket.Name), _logger, _time, random: () => 0);

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => store.PutAsync(Uploads.Of("quiz", "a"), default));

        Assert.Equal((ImageStorageError.StorageUnavailable, 3), (error.Error, error.Attempts));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Put_whose_answer_was_lost_makes_one_version(bool overwrite)
    {
        _proxy.FailInOrder([.. overwrite ? [Fault.None] : Array.Empty<Fault>(), Fault.DropAnswer]);

        var stored = await _store.PutAsync(Uploads.Of("quiz", "a") with { Overwrite = overwrite }, default);

        Assert.Equal((2, false, 1), (stored.Attempts, stored.Written, await _bucket.CountVersionsAsync(Key)));
    }

    [Fact]
    public async Task Put_that_is_never_answered_is_StorageTimeout_after_thirty_seconds()
    {
        var time = new FakeTimeProvider();
        var store = new ResilientObjectStore(new S3ObjectStore(_client, _bucket.Name), _logger, time);
        FailAlways(Fault.NeverAnswer);
        var put = store.PutAsync(Uploads.Of("quiz", "a"), default);
        while (_proxy.Requests.Count == 0)
            await Task.Delay(5);

        time.Advance(TimeSpan.FromSeconds(30));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => put);
        Assert.Equal((ImageStorageError.StorageTimeout, 1), (error.Error, error.Attempts));
    }

    [Fact]
    public async Task Put_that_is_never_answered_ends_soon_after_its_cancellation()
    {
        using var cancelling = new CancellationTokenSource();
        FailAlways(Fault.NeverAnswer);
        var put = _store.PutAsync(Uploads.Of("quiz", "a"), cancelling.Token);
        while (_proxy.Requests.Count == 0)
            await Task.Delay(5);

        var cancelled = Stopwatch.StartNew();
        await cancelling.CancelAsync();

        await Assert.ThrowsAsync<OperationCanceledException>(() => put);
        Assert.InRange(cancelled.Elapsed, TimeSpan.Zero, Promptness.Limit);
    }

    [Fact]
    public async Task Put_that_is_asked_to_wait_waits()
    {
        _proxy.FailInOrder(Fault.Answer(503, "SlowDown", ("Retry-After", "9")));

        await PutAsync();

        Assert.Equal([TimeSpan.FromSeconds(9)], _time.Waits);
    }

    [Fact]
    public async Task Put_that_is_asked_to_wait_too_long_fails_at_once()
    {
        FailAlways(Fault.Answer(503, "SlowDown", ("Retry-After", "60")));

        var error = await FailPutAsync();

        Assert.Equal((ImageStorageError.StorageUnavailable, 1, TimeSpan.FromSeconds(60)), (error.Error, error.Attempts, error.RetryAfter));
        Assert.Contains("asked to wait 60 seconds", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Put_that_meets_a_precondition_without_an_object_is_not_tried_again()
    {
        FailAlways(Fault.Answer(412, "PreconditionFailed"));

        var error = await FailPutAsync();

        Assert.Equal((ImageStorageError.StorageUnavailable, 1), (error.Error, error.Attempts));
    }

    [Fact]
    public async Task Get_through_a_reset_in_the_answer_brings_all_bytes()
    {
        var stored = await PutAsync();
        _proxy.FailInOrder(Fault.ResetInAnswer, Fault.ResetInAnswer);

        var download = await _store.GetAsync(ObjectKey.Parse(stored.Key), null, default);

        Assert.Equal((3, 5000), (download.Stored.Attempts, download.Data!.Length));
    }

    [Fact]
    public async Task Get_that_is_not_allowed_names_the_permission_in_the_log_only()
    {
        FailAlways(Fault.Answer(403, "AccessDenied"));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => _store.GetAsync(ObjectKey.Parse(Key), null, default));

        Assert.Equal(ImageStorageError.StorageAccessDenied, error.Error);
        Assert.DoesNotContain("s3:", error.Message, StringComparison.Ordinal);
        Assert.Contains("s3:GetObject", _logger.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Head_with_an_expired_token_says_so_although_its_answer_has_no_body()
    {
        FailAlways(Fault.Answer(400, "ExpiredToken"));

        var error = await Assert.ThrowsAsync<ImageStorageException>(() => _store.HeadAsync(ObjectKey.Parse(Key), default));

        Assert.Equal(ImageStorageError.CredentialsNotFound, error.Error);
    }

    [Fact]
    public async Task Delete_whose_answer_was_lost_succeeds()
    {
        await PutAsync();
        _proxy.FailInOrder(Fault.DropAnswer);

        await _store.DeleteAsync(ObjectKey.Parse(Key), default);

        Assert.Null(await _store.HeadAsync(ObjectKey.Parse(Key), default));
    }

    [Fact]
    public async Task Nothing_that_is_logged_has_credentials_or_signatures()
    {
        string[] secrets =
        [
            TestEnvironment.AccessKeyId, TestEnvironment.SecretAccessKey, TestEnvironment.SessionToken, "Signature=", "STRING-TO-SIGN", "X-Amz-",
        ];
        var body = $"<Error><Code>SignatureDoesNotMatch</Code><Message>No.</Message><AWSAccessKeyId>{TestEnvironment.AccessKeyId}</AWSAccessKeyId>"
            + $"<StringToSign>STRING-TO-SIGN</StringToSign><SignatureProvided>Signature=abc</SignatureProvided></Error>";
        var runner = new OperationRunner(_logger, TimeProvider.System);
        foreach (var fault in new[] { Fault.None, Fault.Answer(403, body, "application/xml"), Fault.Answer(503, "SlowDown"), Fault.ResetInRequest, Fault.Answer(400, "ExpiredToken") })
        {
            FailAlways(fault);
            await Record.ExceptionAsync(() => runner.RunAsync("Send-S3Image", "quiz", (_, token) => _store.PutAsync(Uploads.Of("quiz", "a"), token), default));
        }

        Assert.NotEmpty(_logger.Entries);
        Assert.DoesNotContain(secrets, secret => _logger.Text.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }
}
