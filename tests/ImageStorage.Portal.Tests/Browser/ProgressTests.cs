using ImageStorage.Testing;
using ImageStorage.Testing.Faults;
using Microsoft.Playwright;

namespace ImageStorage.Portal.Browser;

/// <summary>The progress page while the store is slow or fails, on the server that stores the picture and on another one.</summary>
public sealed class ProgressTests(Chromium chromium, MotoServer moto) : BrowserTest(chromium)
{
    private static readonly Fault Unavailable = Fault.Answer(503, "SlowDown");
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly List<ManualResetEventSlim> _gates = [];
    private TestBucket? _bucket;
    private FaultProxy? _proxy;

    private FaultProxy Proxy => _proxy ?? throw new InvalidOperationException("The proxy is not running.");

    internal override string[] Settings =>
    [
        $"--{SettingName.S3BucketName}={_bucket!.Name}", $"--{SettingName.S3EndpointUrl}={Proxy.Endpoint.AbsoluteUri}",
        $"--{SettingName.ImageModelId}={ImageModelId.Offline}",
    ];

    public override async ValueTask InitializeAsync()
    {
        _bucket = await TestBucket.MakeAsync(moto);
        _proxy = new FaultProxy(_bucket.Endpoint);
        await base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        // Without this the server would wait for the blocked upload when it stops.
        _gates.ForEach(gate => gate.Set());
        await base.DisposeAsync();
        if (_proxy is not null)
            await _proxy.DisposeAsync();
        _gates.ForEach(gate => gate.Dispose());
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Upload_that_is_tried_again_tells_each_attempt_as_it_begins()
    {
        var (first, second) = (Gate(), Gate());
        var page = await SignInAsync("teacher", "t-1");
        await CreateAsync(page, (first, Unavailable), (second, Fault.None));

        await SaysAsync(page, "Uploading, attempt 1 of 3.");
        await page.EvaluateAsync("() => { window.unchanged = true; }");
        first.Set();
        await SaysAsync(page, "Uploading, attempt 2 of 3.");
        Assert.True(await page.EvaluateAsync<bool>("() => window.unchanged === true"));
        Assert.Equal("Attempt 2 of 3.", await page.TextContentAsync(".step.current .step-text"));
        Assert.Equal(["Done", "Done"], await page.Locator(".step.done .step-text").AllTextContentsAsync());

        // Aborts the status requests, so that the page does not change while it is checked; the upload cannot be blocked that long.
        await page.RouteAsync("**/create/**", route => route.AbortAsync());
        second.Set();
        Assert.Empty(await ProblemsAsync(page, "progress-running"));
        await page.UnrouteAsync("**/create/**");
        await page.Locator("#save").WaitForAsync();
        Assert.Equal("2", await page.TextContentAsync(".numbers div:has(dt:text-is('Attempts')) dd"));
    }

    [Fact]
    public async Task Upload_that_fails_three_times_tells_why_and_what_to_do()
    {
        var page = await SignInAsync("teacher", "t-1");
        await CreateAsync(page, (null, Unavailable), (null, Unavailable), (null, Unavailable));

        await page.Locator(".notice code").WaitForAsync();
        Assert.Equal("Failed here", await page.TextContentAsync(".step.failed .step-text"));
        Assert.Equal("Keep it without a picture", await page.TextContentAsync("#keep"));
        Assert.Empty(await ProblemsAsync(page, "progress-failed"));
        await page.ClickAsync("#regenerate");
        await page.Locator("#save").WaitForAsync();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Progress_on_another_server_comes_to_the_picture(bool withScript)
    {
        await using var other = await StartAnotherAsync();
        var gate = Gate();
        var page = await SignInAsync("teacher", "t-1", options => options.JavaScriptEnabled = withScript);
        await CreateAsync(page, (gate, Fault.None));
        await page.GotoAsync(new Uri(other.Address, new Uri(page.Url).PathAndQuery).AbsoluteUri);

        await SaysAsync(page, "Another server is storing the picture.");
        Assert.Equal("Uploading", await page.TextContentAsync(".step.current .step-name"));
        gate.Set();
        await page.Locator("#save").WaitForAsync();
        Assert.Equal(1024, await DecodedWidthAsync(page));
        Assert.Equal(0, await page.Locator(".notice").CountAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Progress_on_another_server_tells_that_the_upload_failed_and_tries_again(bool withScript)
    {
        await using var other = await StartAnotherAsync();
        var gate = Gate();
        var page = await SignInAsync("teacher", "t-1", options => options.JavaScriptEnabled = withScript);
        var id = await CreateAsync(page, (gate, Unavailable), (null, Unavailable), (null, Unavailable));
        await page.GotoAsync(new Uri(other.Address, new Uri(page.Url).PathAndQuery).AbsoluteUri);
        await SaysAsync(page, "Another server is storing the picture.");
        gate.Set();

        await page.Locator(".notice:has-text('could not be stored')").WaitForAsync();
        await page.ClickAsync("#regenerate");
        await page.Locator("#save").WaitForAsync();
        // The first server still has its failed job, but the newer record of the other server counts.
        await page.GotoAsync(new Uri(Portal.Address, $"/create/{id}").AbsoluteUri);
        await page.Locator("#save").WaitForAsync();
        Assert.Equal(0, await page.Locator(".notice").CountAsync());
    }

    private static Task SaysAsync(IPage page, string sentence) => page.Locator($"#stands:text-is('{sentence}')").WaitForAsync();

    private static async Task<IReadOnlyList<string>> ProblemsAsync(IPage page, string name)
    {
        var problems = new List<string>();
        foreach (var look in Look.All)
        {
            await look.TakeOnAsync(page);
            problems.AddRange(await look.ProblemsAsync(page, name));
        }

        return problems;
    }

    private ManualResetEventSlim Gate()
    {
        var gate = new ManualResetEventSlim();
        _gates.Add(gate);
        return gate;
    }

    private Task<PortalServer> StartAnotherAsync() => PortalServer.StartAsync([.. Settings, $"--{SettingName.Home}={Portal.Home}"]);

    /// <summary>
    /// Creates an assignment. The writes of its picture get these faults in order, each when its gate opens; later writes succeed.
    /// </summary>
    /// <returns>The assignment's id.</returns>
    private async Task<string> CreateAsync(IPage page, params (ManualResetEventSlim? Gate, Fault Fault)[] faults)
    {
        await page.GotoAsync("/create");
        var id = await page.InputValueAsync("input[name=AssignmentId]");
        var next = -1;
        Proxy.Program = request =>
        {
            if (request.Method != "PUT" || !request.Target.Contains(id, StringComparison.Ordinal))
                return Fault.None;
            var index = Interlocked.Increment(ref next);
            if (index >= faults.Length)
                return Fault.None;
            faults[index].Gate?.Wait(Patience);
            return faults[index].Fault;
        };
        await page.FillAsync("#prompt", "A harbour in the evening, with boats that come home");
        await page.ClickAsync("#create");
        await AtAsync(page, url => url.Contains($"/create/{id}?", StringComparison.Ordinal));
        return id;
    }
}
