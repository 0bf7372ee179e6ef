using Microsoft.Playwright;

namespace ImageStorage.Portal.Browser;

/// <summary>How a page is looked at: in light or dark, on a wide screen or one of 360 px.</summary>
/// <param name="Scheme"><c>light</c> or <c>dark</c>.</param>
/// <param name="Width">The screen's width in CSS pixels.</param>
internal sealed record Look(string Scheme, int Width)
{
    private const int Height = 900;

    private static readonly string Folder = Path.Combine(ProjectFolder.Path, "TestResults", "screenshots");

    /// <summary>All looks.</summary>
    public static IReadOnlyList<Look> All { get; } = [new("light", 1280), new("dark", 1280), new("light", 360), new("dark", 360)];

    private ColorScheme ColorScheme => Scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light;

    /// <summary>Has a browser that is being opened look so.</summary>
    public void Of(BrowserNewContextOptions options)
    {
        options.ColorScheme = ColorScheme;
        options.ViewportSize = new ViewportSize { Width = Width, Height = Height };
    }

    /// <summary>Has a page that is open look so.</summary>
    public async Task TakeOnAsync(IPage page)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme });
        await page.SetViewportSizeAsync(Width, Height);
    }

    /// <summary>Keeps a page as a picture.</summary>
    /// <param name="page">The page, which has this look.</param>
    /// <param name="name">The picture's name.</param>
    /// <returns>What keeps people from using it: what axe finds, and a page that is wider than the screen.</returns>
    public async Task<IReadOnlyList<string>> ProblemsAsync(IPage page, string name)
    {
        // A picture of the whole page does not scroll, and would show the lazy ones as they load.
        await page.EvaluateAsync("""
            () => Promise.all([...document.images].map(image => {
              image.loading = 'eager';
              return image.decode().catch(() => {});
            }))
            """);
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(Folder, $"{name}-{Scheme}-{Width}.png"), FullPage = true });
        var problems = (await Axe.ViolationsAsync(page)).Select(violation => $"{name}: {violation}").ToList();
        var overflow = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
        if (overflow > 0)
            problems.Add($"{name}: is {overflow} px wider than the screen");
        return problems;
    }
}
