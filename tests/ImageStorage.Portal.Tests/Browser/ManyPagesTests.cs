using Microsoft.Playwright;

namespace ImageStorage.Portal.Browser;

/// <summary>Going forwards and back through a list of several pages.</summary>
public sealed class ManyPagesTests(Chromium chromium) : BrowserTest(chromium)
{
    private const int PageSize = 24;
    private const int Count = (2 * PageSize) + 5;

    [Theory]
    [InlineData("/assignments?teacher=t-many&text=number", true)]
    [InlineData("/assignments", false)]
    [InlineData("/complete", true)]
    public async Task Three_pages_lead_onwards_and_back_and_each_holds_its_own(string path, bool withScript)
    {
        var all = await SeedAsync();
        var page = await SignInAsync("student", "s-1", options => options.JavaScriptEnabled = withScript);
        await page.GotoAsync(path);
        await ShowsAsync(page, all[..PageSize], "Older");
        await GoAsync(page, "#older");
        await ShowsAsync(page, all[PageSize..(2 * PageSize)], "Newer", "Older");
        await GoAsync(page, "#older");
        await ShowsAsync(page, all[(2 * PageSize)..], "Newest", "Newer");

        await GoAsync(page, "#newer");
        await ShowsAsync(page, all[PageSize..(2 * PageSize)], "Newer", "Older");
        await GoAsync(page, "#newer");
        await ShowsAsync(page, all[..PageSize], "Older");
        await GoAsync(page, "#older");
        await GoAsync(page, "#older");
        await GoAsync(page, "#newest");
        await ShowsAsync(page, all[..PageSize], "Older");
    }

    /// <summary>Creates the assignments and returns the prompts, newest first.</summary>
    private async Task<string[]> SeedAsync()
    {
        for (var number = 1; number <= Count; number++)
        {
            await Portal.Storage.Assignments.CreateAsync(
                new NewAssignmentRequest { Prompt = $"Number {number}", TeacherId = "t-many", QuestionAnswers = [] },
                TestContext.Current.CancellationToken);
        }

        return [.. Enumerable.Range(1, Count).Reverse().Select(number => $"Number {number}")];
    }

    private static async Task GoAsync(IPage page, string link)
    {
        var before = page.Url;
        await page.ClickAsync(link);
        await AtAsync(page, url => url != before);
    }

    private static async Task ShowsAsync(IPage page, string[] prompts, params string[] links)
    {
        // Expect waits for the text, because the address changes before the page is rendered.
        await Assertions.Expect(page.Locator(".card h2")).ToHaveTextAsync(prompts);
        await Assertions.Expect(page.Locator(".pager a")).ToHaveTextAsync(links);
    }
}
