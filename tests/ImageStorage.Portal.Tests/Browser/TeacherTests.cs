using Microsoft.Playwright;

namespace ImageStorage.Portal.Browser;

/// <summary>What a teacher does, in a browser with script.</summary>
public sealed class TeacherTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Create_makes_a_picture_that_the_browser_decodes_and_an_assignment_that_is_found()
    {
        var page = await SignInAsync("teacher", "t-1");
        await page.GotoAsync("/create");
        await page.FillAsync("#prompt", "A kite over the sea");
        await page.FillAsync("#question-0", "What flies?");
        await page.FillAsync("#answer-0", "A kite");
        await page.ClickAsync("#create");

        await page.Locator("#save").WaitForAsync();
        Assert.Equal(["Original", "Optimised", "Saved", "Attempts", "Duration"], await page.Locator(".numbers dt").AllTextContentsAsync());
        Assert.Equal(1024, await DecodedWidthAsync(page));

        await page.ClickAsync("#save");
        Assert.Equal("A kite over the sea", await page.TextContentAsync("h1"));
        Assert.Contains("A kite", await page.TextContentAsync(".answer"), StringComparison.Ordinal);
        await page.GotoAsync("/assignments?text=KITE");
        Assert.Equal("A kite over the sea", (await page.TextContentAsync(".card h2"))?.Trim());
        Assert.Equal("A kite over the sea", await page.GetAttributeAsync(".card img", "alt"));
    }

    [Fact]
    public async Task Add_and_remove_question_keep_the_page_and_what_was_typed()
    {
        var page = await SignInAsync("teacher", "t-1");
        await page.GotoAsync("/create");
        await page.EvaluateAsync("() => { window.unchanged = true; }");
        await page.FillAsync("#prompt", "Kept");
        await page.FillAsync("#question-0", "First?");
        await page.ClickAsync("#add-question");
        await page.Locator("#question-1").WaitForAsync();
        Assert.Equal("question-1", await page.EvaluateAsync<string>("() => document.activeElement.id"));
        await page.FillAsync("#question-1", "Second?");
        await page.ClickAsync("text=Remove >> nth=0");
        await page.Locator("#question-1").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });

        Assert.Equal("Second?", await page.InputValueAsync("#question-0"));
        Assert.Equal("Kept", await page.InputValueAsync("#prompt"));
        Assert.True(await page.EvaluateAsync<bool>("() => window.unchanged === true"));
    }

    [Fact]
    public async Task Create_with_an_uploaded_PNG_shows_that_picture()
    {
        var page = await SignInAsync("teacher", "t-1");
        await page.GotoAsync("/create");
        await page.FillAsync("#prompt", "Brought along");
        await page.CheckAsync("[value=Upload]");
        await UploadAsync(page, "mine.png", TestPictures.Png(width: 640, height: 480));
        await page.ClickAsync("#create");
        await page.Locator("#save").WaitForAsync();

        Assert.Equal(640, await DecodedWidthAsync(page));
    }

    [Fact]
    public async Task Create_with_a_text_named_as_PNG_says_so_and_keeps_what_was_typed()
    {
        var page = await SignInAsync("teacher", "t-1");
        await page.GotoAsync("/create");
        await page.FillAsync("#prompt", "Still here");
        await page.CheckAsync("[value=Upload]");
        await UploadAsync(page, "picture.png", "<svg xmlns='http://www.w3.org/2000/svg'/>"u8.ToArray());
        await page.ClickAsync("#create");

        Assert.Contains("not a PNG", await page.TextContentAsync("#upload-error"), StringComparison.Ordinal);
        Assert.Equal("Still here", await page.InputValueAsync("#prompt"));
        Assert.Empty((await Portal.Storage.Assignments.ListPageAsync(new AssignmentQuery(), CancellationToken.None)).Items);
    }

    [Fact]
    public async Task Regenerate_replaces_the_picture_by_another()
    {
        var made = await Portal.MakeAsync("Mountains", "t-1");
        var page = await SignInAsync("teacher", "t-1");
        await page.GotoAsync($"/create/{made.AssignmentId}");
        var before = await page.GetAttributeAsync(".frame img", "src");
        await page.ClickAsync("#regenerate");
        await page.Locator($".frame img:not([src='{before}'])").WaitForAsync();

        Assert.Equal(1024, await DecodedWidthAsync(page));
    }

    [Fact]
    public async Task Discard_removes_the_assignment()
    {
        var made = await Portal.MakeAsync("To be discarded", "t-1");
        var page = await SignInAsync("teacher", "t-1");
        await page.GotoAsync($"/create/{made.AssignmentId}");
        await page.ClickAsync("text=Discard the assignment");
        await page.ClickAsync("#discard");
        await AtAsync(page, url => url.EndsWith("/assignments", StringComparison.Ordinal));

        Assert.Equal(0, await page.Locator(".card").CountAsync());
    }

    [Fact]
    public async Task Questions_of_another_teacher_cannot_be_opened()
    {
        var made = await Portal.MakeAsync("Somebody else's", "t-2");
        var page = await SignInAsync("teacher", "t-1");
        var answer = await page.GotoAsync($"/assignments/{made.AssignmentId}/questions");

        Assert.Equal(403, answer!.Status);
        Assert.Contains("belongs to someone else", await page.TextContentAsync(".notice"), StringComparison.Ordinal);
    }

    private static Task UploadAsync(IPage page, string name, byte[] data) =>
        page.SetInputFilesAsync("#upload", new FilePayload { Name = name, MimeType = "image/png", Buffer = data });
}
