using ImageStorage.Testing;
using Microsoft.Playwright;

[assembly: AssemblyFixture(typeof(ImageStorage.Portal.Browser.Chromium))]

namespace ImageStorage.Portal.Browser;

/// <summary>The installed Chromium, started on first use and shared by all tests.</summary>
public sealed class Chromium : IAsyncDisposable
{
    private const string Program = "chromium";

    private readonly SemaphoreSlim _starting = new(1, 1);
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <summary>The running browser. Skips the calling test when chromium is not on PATH.</summary>
    public async Task<IBrowser> RequireAsync()
    {
        await _starting.WaitAsync();
        try
        {
            return _browser ??= await StartAsync();
        }
        finally
        {
            _starting.Release();
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _starting.Dispose();
    }

    private async Task<IBrowser> StartAsync()
    {
        var program = PathSearch.Find(Program);
        if (program is null)
            Assert.Skip($"{Program} is not on PATH");

        _playwright = await Playwright.CreateAsync();
        return await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = program,
            // The tests may be run by root, and in containers whose shared memory is small.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"],
        });
    }
}
