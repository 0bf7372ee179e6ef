using System.Diagnostics;
using Microsoft.Playwright;

namespace ImageStorage.Portal.Browser;

/// <summary>A portal, and pages of a browser on it, each of another person.</summary>
public abstract class BrowserTest(Chromium chromium) : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly List<IBrowserContext> _contexts = [];
    private PortalServer? _portal;

    internal PortalServer Portal => _portal ?? throw new InvalidOperationException("The portal is not running.");

    internal virtual string[] Settings => [];

    public virtual async ValueTask InitializeAsync()
    {
        await chromium.RequireAsync();
        _portal = await PortalServer.StartAsync(Settings);
    }

    public virtual async ValueTask DisposeAsync()
    {
        foreach (var context in _contexts)
            await context.DisposeAsync();
        if (_portal is not null)
            await _portal.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    /// <summary>A page of a browser that nobody has used.</summary>
    private protected async Task<IPage> OpenAsync(Action<BrowserNewContextOptions>? change = null)
    {
        var options = new BrowserNewContextOptions
        {
            BaseURL = Portal.Address.AbsoluteUri,
            ViewportSize = new ViewportSize { Width = 1280, Height = 900 },
            ReducedMotion = ReducedMotion.Reduce,
        };
        change?.Invoke(options);
        var context = await (await chromium.RequireAsync()).NewContextAsync(options);
        context.SetDefaultTimeout((float)Patience.TotalMilliseconds);
        _contexts.Add(context);
        return await context.NewPageAsync();
    }

    /// <summary>A page of a browser whose user has signed in.</summary>
    private protected async Task<IPage> SignInAsync(string role, string name, Action<BrowserNewContextOptions>? change = null)
    {
        var page = await OpenAsync(change);
        await page.GotoAsync("/signin");
        await page.FillAsync("#name", name);
        await page.CheckAsync($"input[name=Role][value={role}]");
        await page.ClickAsync("#signin");
        await AtAsync(page, url => !url.Contains("signin", StringComparison.OrdinalIgnoreCase));
        return page;
    }

    /// <summary>
    /// Waits until the page is at an address. Playwright's own wait then waits for an event of the load too, which it misses when the event
    /// came first.
    /// </summary>
    private protected static async Task AtAsync(IPage page, Func<string, bool> isThere)
    {
        var started = Stopwatch.GetTimestamp();
        while (!isThere(page.Url))
        {
            Assert.True(Stopwatch.GetElapsedTime(started) < Patience, $"The browser stayed at {page.Url}.");
            await Task.Delay(20);
        }
    }

    /// <summary>The width in pixels that the page's picture was decoded to, once it has loaded; 0 for one that could not be.</summary>
    private protected static async Task<int> DecodedWidthAsync(IPage page)
    {
        await page.Locator(".frame img").First.WaitForAsync();
        // Asked again and again from here: a page without script cannot tell by itself.
        for (var attempt = 0; attempt < 600 && !await page.EvaluateAsync<bool>("() => document.querySelector('.frame img').complete"); attempt++)
            await Task.Delay(100);
        return await page.EvaluateAsync<int>("() => document.querySelector('.frame img').naturalWidth");
    }
}
