using Microsoft.Playwright;

namespace ImageStorage.Portal.Browser;

/// <summary>Missing and slow pictures in the browser.</summary>
public sealed class PictureTests(Chromium chromium) : BrowserTest(chromium)
{
    private const int PlaceholderWidth = 512;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Missing_picture_is_shown_as_a_placeholder(bool withScript)
    {
        var made = await Portal.MakeAsync("Gone");
        File.Delete(Path.Combine(Portal.Home, "objects", made.Key));
        var page = await OpenAsync(options => options.JavaScriptEnabled = withScript);
        await page.GotoAsync($"/assignments/{made.AssignmentId}");

        Assert.Equal(PlaceholderWidth, await DecodedWidthAsync(page));
    }

    [Fact]
    public async Task Slow_picture_has_its_place_and_says_that_it_loads()
    {
        var made = await Portal.MakeAsync("Slow");
        var page = await OpenAsync();
        var mayGo = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.RouteAsync("**/pictures/**", async route =>
        {
            await mayGo.Task;
            await route.ContinueAsync();
        });
        await page.GotoAsync($"/assignments/{made.AssignmentId}", new PageGotoOptions { WaitUntil = WaitUntilState.DOMContentLoaded });
        await page.Locator("[data-picture=loading]").WaitForAsync();
        var before = await page.Locator(".frame").BoundingBoxAsync();
        mayGo.SetResult();
        await page.Locator("[data-picture=loaded]").WaitForAsync();
        var after = await page.Locator(".frame").BoundingBoxAsync();

        Assert.True(before!.Height > 300);
        Assert.Equal(before.Height, after!.Height);
    }

    [Fact]
    public async Task Picture_that_cannot_be_loaded_is_told_in_words()
    {
        var made = await Portal.MakeAsync("Unreachable");
        var page = await OpenAsync();
        await page.RouteAsync("**/pictures/**", route => route.AbortAsync());
        await page.GotoAsync($"/assignments/{made.AssignmentId}");

        await page.Locator("[data-picture=missing]").WaitForAsync();
    }
}
