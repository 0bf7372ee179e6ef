using System.Diagnostics;
using Microsoft.Playwright;

namespace ImageStorage.Portal.Browser;

/// <summary>Runs a portal and opens browser pages, each with its own session.</summary>
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

    /// <summary>Opens a page in a new browser context.</summary>
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

    /// <summary>Opens a page and signs in.</summary>
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

    /// <summary>Waits until the page has an address, but not for its load event, which may have fired already.</summary>
    private protected static Task AtAsync(IPage page, Func<string, bool> isThere) =>
        page.WaitForURLAsync(isThere, new PageWaitForURLOptions { WaitUntil = WaitUntilState.Commit });

    /// <summary>Waits for the page's picture to load and returns its width in pixels; 0 when it cannot be decoded.</summary>
    private protected static async Task<int> DecodedWidthAsync(IPage page)
    {
        await page.Locator(".frame img").First.WaitForAsync();
        // Polled from the test, because the page may run without script.
        for (var attempt = 0; attempt < 600 && !await page.EvaluateAsync<bool>("() => document.querySelector('.frame img').complete"); attempt++)
            await Task.Delay(100);
        return await page.EvaluateAsync<int>("() => document.querySelector('.frame img').naturalWidth");
    }
}
