using System.Net;
using ImageStorage.Diagnostics;
using ImageStorage.Objects;
using ImageStorage.Urls;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>
/// A live round trip: a small picture is stored, read as its viewers would, compared and deleted, whatever happens in between. It is tagged
/// standard, so that one that even so stays behind expires.
/// </summary>
internal sealed class CanaryChecks(
    Func<InfrastructureExpectations, CanaryTarget> open, HttpMessageInvoker http, TimeProvider timeProvider) : ICheckFamily
{
    private const string Expected = "the same bytes";

    // A caller who pressed Ctrl+C waits for the deletion no longer than that.
    private static readonly TimeSpan Tidying = TimeSpan.FromSeconds(10);

    public IEnumerable<Check> Checks(InfrastructureRequest request, CancellationToken stop) => (request.Canary, request.Expectations) switch
    {
        (false, _) => [],
        (true, { IsWholeStack: true, BucketName: null }) => NoBucketNamed(request),
        _ =>
        [
            new(
                CheckNames.RoundTrip,
                CheckArea.Canary,
                token => RoundTripAsync(open(request.Expectations), request.CanaryReadsStore, token)),
        ],
    };

    private static IEnumerable<Check> NoBucketNamed(InfrastructureRequest request) =>
        [Check.NotNamed(request, CheckNames.RoundTrip, CheckArea.Canary, "The outputs name no bucket to store an image in.")];

    private async Task<Finding> RoundTripAsync(CanaryTarget target, bool readsStore, CancellationToken cancellationToken)
    {
        var upload = Upload();
        Finding finding;
        try
        {
            finding = await StoreAndReadAsync(target, readsStore, upload, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception)
        {
            await DeleteAsync(target, upload.Key).ConfigureAwait(false);
            throw;
        }

        return await DeleteAsync(target, upload.Key).ConfigureAwait(false) is { } leftBehind && finding.Status == CheckStatus.Passed
            ? Finding.Warning(
                Expected, finding.Actual, $"The picture came back whole, but could not be deleted: {leftBehind}",
                $"Delete it with Remove-S3Image {upload.Key}.")
            : finding;
    }

    private async Task<Finding> StoreAndReadAsync(CanaryTarget target, bool readsStore, ObjectUpload upload, CancellationToken cancellationToken)
    {
        try
        {
            await target.Store.PutAsync(upload, cancellationToken).ConfigureAwait(false);
        }
        catch (ImageStorageException exception)
        {
            return Finding.Failed(Expected, "not stored", exception.Message, "See the checks of the area Storage and the caller's permissions.");
        }

        try
        {
            return await ReadBackAsync(target, readsStore, upload, cancellationToken).ConfigureAwait(false);
        }
        catch (ImageStorageException exception)
        {
            return Finding.Failed(Expected, "not read", exception.Message, "See the checks of the areas Identity and Storage.");
        }
    }

    private async Task<Finding> ReadBackAsync(CanaryTarget target, bool readsStore, ObjectUpload upload, CancellationToken cancellationToken)
    {
        if (target.IsEmbedded || readsStore)
        {
            var download = await target.Store.GetAsync(upload.Key, knownETag: null, cancellationToken).ConfigureAwait(false);
            return Compare(upload, download.Data, target.IsEmbedded ? "the folder" : "the bucket");
        }

        var url = target.Domain is { } domain
            ? new CloudFrontUrlProvider(domain, target.Urls).GetUrl(upload.Key, upload.Sha256.Hex)
            : await target.Urls.GetPresignedUrlAsync(upload.Key, TimeSpan.FromMinutes(5), cancellationToken).ConfigureAwait(false);
        return await ReadAsync(url, upload, target.Domain ?? "a presigned URL", cancellationToken).ConfigureAwait(false);
    }

    private async Task<Finding> ReadAsync(Uri url, ObjectUpload upload, string from, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            using var answer = await http.SendAsync(request, cancellationToken).ConfigureAwait(false);
            if (answer.StatusCode != HttpStatusCode.OK)
            {
                return Finding.Failed(
                    Expected, $"HTTP {(int)answer.StatusCode}", $"The picture was stored, but {from} answered HTTP {(int)answer.StatusCode}.",
                    "See the checks BucketReaders, DistributionOrigin and DistributionOriginAccess.");
            }

            return Compare(upload, await answer.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false), from);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return Finding.Failed(
                Expected, "no answer", $"The picture was stored, but {from} did not answer: {exception.GetBaseException().Message}",
                $"Check {SettingName.CloudFrontDomain} and the network connection.");
        }
    }

    private static Finding Compare(ObjectUpload upload, byte[]? read, string from) => read.AsSpan().SequenceEqual(upload.Data.Span)
        ? Finding.Passed(Expected, Expected, $"A picture of {upload.Data.Length} bytes was stored, read through {from}, and is the same.")
        : Finding.Failed(
            Expected, $"{read?.Length ?? 0} other bytes", $"The picture that was read through {from} is not the one that was stored.",
            "Something between the store and its readers changes pictures: look at the distribution's behaviours and functions.");

    /// <summary>Deletes it, also when the caller has given up; returns why it could not.</summary>
    private async Task<string?> DeleteAsync(CanaryTarget target, ObjectKey key)
    {
        using var timeout = new CancellationTokenSource(Tidying, timeProvider);
        try
        {
            await target.Store.DeleteAsync(key, timeout.Token).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception) when (exception is ImageStorageException or OperationCanceledException)
        {
            return exception.Message;
        }
    }

    private ObjectUpload Upload()
    {
        var id = $"canary-{Guid.NewGuid():N}";
        var data = PlaceholderImage.WebP;
        var picture = new StorablePicture
        {
            Data = data,
            Sha256 = ContentHash.Of(data.Span),
            Format = ImageFormat.WebP,
            OriginalFormat = ImageFormat.WebP.Name(),
            Optimized = true,
        };
        return picture.ToUpload(id, "canary", Telemetry.CorrelationId ?? id, timeProvider.GetUtcNow());
    }
}
