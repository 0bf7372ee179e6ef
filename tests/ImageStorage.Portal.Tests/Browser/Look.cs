using Microsoft.Playwright;

namespace ImageStorage.Portal.Browser;

/// <summary>A colour scheme and a screen width for viewing pages.</summary>
/// <param name="Scheme"><c>light</c> or <c>dark</c>.</param>
/// <param name="Width">The screen's width in CSS pixels.</param>
internal sealed record Look(string Scheme, int Width)
{
    private const int Height = 900;

    private static readonly string Folder = Path.Combine(ProjectFolder.Path, "TestResults", "screenshots");

    /// <summary>All looks.</summary>
    public static IReadOnlyList<Look> All { get; } = [new("light", 1280), new("dark", 1280), new("light", 360), new("dark", 360)];

    private ColorScheme ColorScheme => Scheme == "dark" ? ColorScheme.Dark : ColorScheme.Light;

    /// <summary>Applies the look to a new browser context.</summary>
    public void Of(BrowserNewContextOptions options)
    {
        options.ColorScheme = ColorScheme;
        options.ViewportSize = new ViewportSize { Width = Width, Height = Height };
    }

    /// <summary>Applies the look to an open page.</summary>
    public async Task TakeOnAsync(IPage page)
    {
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { ColorScheme = ColorScheme });
        await page.SetViewportSizeAsync(Width, Height);
    }

    /// <summary>Takes a screenshot of a page and checks it.</summary>
    /// <param name="page">The page, which has this look.</param>
    /// <param name="name">The screenshot's name.</param>
    /// <returns>The problems: axe violations, and a page that is wider than the screen.</returns>
    public async Task<IReadOnlyList<string>> ProblemsAsync(IPage page, string name)
    {
        // A full-page screenshot does not scroll, so lazy pictures would not have loaded.
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
