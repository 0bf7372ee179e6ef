using CsCheck;
using ImageStorage.Aws;
using ImageStorage.Resilience;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;
using Microsoft.Extensions.Logging.Abstractions;

namespace ImageStorage.Objects.S3;

public class S3RetryIdempotenceTests(MotoServer moto)
{
    /// <param name="Name">For a counterexample.</param>
    /// <param name="Fault">What befalls the attempt's write; null: its connections are refused.</param>
    /// <param name="Error">How it ends when this was the last attempt.</param>
    /// <param name="Lasting">It is the last attempt.</param>
    /// <param name="Applied">S3 has done the write all the same.</param>
    private sealed record Blow(string Name, Fault? Fault, ImageStorageError? Error, bool Lasting = false, bool Applied = false);

    private static readonly Blow[] Blows =
    [
        new("nothing", Fault.None, null, Lasting: true, Applied: true),
        new("refused", null, ImageStorageError.StorageUnavailable),
        new("reset in request", Fault.ResetInRequest, ImageStorageError.StorageUnavailable),
        new("reset in answer", Fault.ResetInAnswer, ImageStorageError.StorageUnavailable, Applied: true),
        new("answer lost", Fault.DropAnswer, ImageStorageError.StorageUnavailable, Applied: true),
        new("500", Fault.Answer(500, "InternalError"), ImageStorageError.StorageUnavailable),
        new("SlowDown", Fault.Answer(503, "SlowDown", ("Retry-After", "0")), ImageStorageError.StorageUnavailable),
        new("denied", Fault.Answer(403, "AccessDenied"), ImageStorageError.StorageAccessDenied, Lasting: true),
        new("no bucket", Fault.Answer(404, "NoSuchBucket"), ImageStorageError.BucketNotFound, Lasting: true),
        new("expired", Fault.Answer(400, "ExpiredToken"), ImageStorageError.CredentialsNotFound, Lasting: true),
    ];

    [Fact]
    [Trait("Property", "2")]
    public async Task Any_sequence_of_faults_ends_in_success_or_its_error_with_at_most_one_version()
    {
        using var bucket = await MotoBucket.CreateAsync(moto);
        await Gen.Select(Gen.OneOf(Blows.Select(Gen.Const).ToArray()).Array[0, 3], Gen.Bool).SampleAsync(
            async (blows, overwrite) =>
            {
                var actual = await PutAsync(bucket, blows, overwrite);
                var expected = Expect(blows, overwrite);
                return actual == expected ? true : throw new InvalidOperationException($"{actual}, not {expected}");
            },
            iter: 100,
            print: sample => $"{string.Join(", ", sample.Item1.Select(blow => blow.Name))}; overwrite {sample.Item2}");
    }

    private static (ImageStorageError? Error, int Attempts, int Versions) Expect(Blow[] blows, bool overwrite)
    {
        var applied = false;
        for (var attempt = 1; attempt <= 3; attempt++)
        {
            var blow = attempt <= blows.Length ? blows[attempt - 1] : Blows[0];
            // With Overwrite the attempt finds the bytes before it writes, so the blow to its write does not fall.
            if (overwrite && applied && blow.Fault is not null)
                return (null, attempt, 1);
            // Without, S3 answers that there is an object, and the status arrives before the reset.
            if (!overwrite && applied && blow.Fault == Fault.ResetInAnswer)
                return (null, attempt, 1);
            applied |= blow.Applied;
            if (blow.Lasting)
                return (blow.Error, attempt, applied ? 1 : 0);
        }

        return (ImageStorageError.StorageUnavailable, 3, applied ? 1 : 0);
    }

    private static async Task<(ImageStorageError? Error, int Attempts, int Versions)> PutAsync(MotoBucket bucket, Blow[] blows, bool overwrite)
    {
        await using var proxy = new FaultProxy(bucket.Endpoint);
        using var client = AwsClients.CreateS3(MotoBucket.Configuration(proxy.Endpoint));
        var store = new ResilientObjectStore(new S3ObjectStore(client, bucket.Name), NullLogger.Instance, TimeProvider.System, random: () => 0);
        var upload = Uploads.Of(Guid.NewGuid().ToString("N"), new byte[3000]) with { Overwrite = overwrite, Attempts = new Arm(proxy, blows) };
        ImageStorageError? error = null;
        int attempts;
        try
        {
            attempts = (await store.PutAsync(upload, default)).Attempts;
        }
        catch (ImageStorageException exception)
        {
            (error, attempts) = (exception.Error, exception.Attempts);
        }

        return (error, attempts, await bucket.CountVersionsAsync(upload.Key));
    }

    /// <summary>Lets each attempt meet its blow.</summary>
    private sealed class Arm(FaultProxy proxy, Blow[] blows) : IProgress<UploadAttempt>
    {
        public void Report(UploadAttempt value)
        {
            var blow = value.Number <= blows.Length ? blows[value.Number - 1] : Blows[0];
            proxy.Program = request => request.Method == "PUT" && blow.Fault is { } fault ? fault : Fault.None;
            if (blow.Fault is null)
                proxy.Refuse();
            else
                proxy.Accept();
        }
    }
}
