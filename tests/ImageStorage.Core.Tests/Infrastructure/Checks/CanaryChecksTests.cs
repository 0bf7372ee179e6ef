using System.Net;
using ImageStorage.Objects;
using ImageStorage.Objects.Folder;
using ImageStorage.Urls;

namespace ImageStorage.Infrastructure.Checks;

public sealed class CanaryChecksTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    [Fact]
    public async Task Embedded_it_goes_through_the_folder()
    {
        var finding = await FlyAsync(domain: null, isEmbedded: true, (_, _) => throw new InvalidOperationException());

        Assert.Equal(CheckStatus.Passed, finding.Status);
        Assert.Empty(Pictures());
    }

    [Fact]
    public async Task Through_the_CDN_it_asks_for_the_version_of_its_bytes()
    {
        Uri? asked = null;

        var finding = await FlyAsync("d111.cloudfront.net", isEmbedded: false, (request, _) =>
        {
            asked = request.RequestUri;
            return Task.FromResult(Answer(PlaceholderImage.WebP.ToArray()));
        });

        Assert.Equal(CheckStatus.Passed, finding.Status);
        Assert.StartsWith("https://d111.cloudfront.net/generated_images/canary-", asked!.AbsoluteUri, StringComparison.Ordinal);
        Assert.Contains("?v=", asked.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task From_the_store_it_asks_no_viewer_s_way()
    {
        var finding = await FlyAsync("d111.cloudfront.net", isEmbedded: false, (_, _) => throw new InvalidOperationException(), readsStore: true);

        Assert.Equal(CheckStatus.Passed, finding.Status);
        Assert.Contains("through the bucket", finding.Detail, StringComparison.Ordinal);
        Assert.Empty(Pictures());
    }

    [Fact]
    public async Task Other_bytes_fail_and_the_picture_is_gone()
    {
        var finding = await FlyAsync("d111.cloudfront.net", isEmbedded: false, (_, _) => Task.FromResult(Answer([1, 2, 3])));

        Assert.Equal((CheckStatus.Failed, "3 other bytes"), (finding.Status, finding.Actual));
        Assert.Empty(Pictures());
    }

    [Fact]
    public async Task A_refusal_fails_and_the_picture_is_gone()
    {
        var finding = await FlyAsync(
            "d111.cloudfront.net", isEmbedded: false, (_, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.Forbidden)));

        Assert.Equal((CheckStatus.Failed, "HTTP 403"), (finding.Status, finding.Actual));
        Assert.Empty(Pictures());
    }

    [Fact]
    public async Task A_store_that_takes_the_picture_and_does_not_give_it_back_fails()
    {
        var store = new ForgetfulStore(new DirectoryObjectStore(_folder.Path, TimeProvider.System));

        var finding = await FlyAsync(domain: null, isEmbedded: true, (_, _) => throw new InvalidOperationException(), store: store);

        Assert.Equal((CheckStatus.Failed, "not read"), (finding.Status, finding.Actual));
        Assert.Empty(Pictures());
    }

    [Fact]
    public async Task Called_off_in_the_middle_it_still_deletes_its_picture()
    {
        using var stop = new CancellationTokenSource();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => FlyAsync(
            "d111.cloudfront.net", isEmbedded: false,
            async (_, token) =>
            {
                Assert.NotEmpty(Pictures());
                await stop.CancelAsync();
                await Task.Delay(Timeout.Infinite, token);
                return Answer([]);
            },
            cancellationToken: stop.Token));

        Assert.Empty(Pictures());
    }

    public void Dispose() => _folder.Dispose();

    private async Task<Finding> FlyAsync(
        string? domain, bool isEmbedded, Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer, IObjectStore? store = null,
        bool readsStore = false, CancellationToken cancellationToken = default)
    {
        using var http = new HttpMessageInvoker(new Handler(answer));
        var target = new CanaryTarget(
            store ?? new DirectoryObjectStore(_folder.Path, TimeProvider.System), new FileUrlProvider(_folder.Path), domain, isEmbedded);
        var family = new CanaryChecks(_ => target, http, TimeProvider.System);
        var request = new InfrastructureRequest { Expectations = new InfrastructureExpectations(), Canary = true, CanaryReadsStore = readsStore };
        return await Assert.Single(family.Checks(request, default)).AskAsync(cancellationToken);
    }

    private IEnumerable<string> Pictures() => Directory.EnumerateFiles(_folder.Path, "*.webp", SearchOption.AllDirectories);

    private static HttpResponseMessage Answer(byte[] body) => new(HttpStatusCode.OK) { Content = new ByteArrayContent(body) };

    private sealed class Handler(Func<HttpRequestMessage, CancellationToken, Task<HttpResponseMessage>> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) =>
            answer(request, cancellationToken);
    }

    private sealed class ForgetfulStore(IObjectStore store) : IObjectStore
    {
        public Task<StoredObject> PutAsync(ObjectUpload upload, CancellationToken cancellationToken) => store.PutAsync(upload, cancellationToken);

        public Task<StoredObject?> HeadAsync(ObjectKey key, CancellationToken cancellationToken) => store.HeadAsync(key, cancellationToken);

        public Task<ObjectDownload> GetAsync(ObjectKey key, string? knownETag, CancellationToken cancellationToken) =>
            throw new ImageStorageException(ImageStorageError.StorageUnavailable, "The store is away.");

        public Task MakePermanentAsync(ObjectKey key, CancellationToken cancellationToken) => store.MakePermanentAsync(key, cancellationToken);

        public Task DeleteAsync(ObjectKey key, CancellationToken cancellationToken) => store.DeleteAsync(key, cancellationToken);

        public IObjectListing List() => store.List();
    }
}
