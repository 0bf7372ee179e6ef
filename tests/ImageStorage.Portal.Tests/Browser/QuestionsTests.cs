using Microsoft.Playwright;

namespace ImageStorage.Portal.Browser;

/// <summary>Editing the questions of an existing assignment.</summary>
public sealed class QuestionsTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Questions_that_are_changed_added_and_removed_are_saved_and_keep_students_answers(bool withScript)
    {
        var made = await Portal.MakeAsync("A lighthouse", "t-1", new("1", "What warns ships?", "Light"), new("2", "Where is it?", "On a rock"));
        await CompleteAsync(made.AssignmentId, "2", "On a rock");
        var page = await EditAsync(made.AssignmentId, withScript);
        await page.FillAsync("#question-1", "Where does it stand?");
        await page.ClickAsync("#add-question");
        await page.Locator("#question-2").WaitForAsync();
        await page.FillAsync("#question-2", "Who lives there?");
        await page.FillAsync("#answer-2", "A keeper & <cat>");
        await page.ClickAsync("[aria-label='Remove question 1']");
        await page.Locator("#question-2").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await page.ClickAsync("#save");
        await AtAsync(page, url => url.EndsWith($"/assignments/{made.AssignmentId}", StringComparison.Ordinal));

        Assert.Equal(["Where does it stand?", "Who lives there?"], await page.Locator(".asked > li > p:first-child").AllTextContentsAsync());
        Assert.Equal(["On a rock", "A keeper & <cat>"], await page.Locator(".answer span[dir]").AllTextContentsAsync());
        var saved = await Portal.Storage.Assignments.GetAsync(made.AssignmentId, TestContext.Current.CancellationToken);
        Assert.Equal("2", saved.QuestionAnswers[0].Id);
        var student = await SignInAsync("student", "s-1");
        await student.GotoAsync($"/complete/{made.AssignmentId}");
        Assert.Equal("50", await student.TextContentAsync("#score"));
    }

    [Fact]
    public async Task Questions_of_which_one_is_not_whole_are_not_saved_and_stay_as_they_were_typed()
    {
        var made = await Portal.MakeAsync("A lighthouse", "t-1", new QuestionAnswer("1", "What warns ships?", "Light"));
        var page = await EditAsync(made.AssignmentId, withScript: true);
        await page.FillAsync("#question-0", "What else warns ships?");
        await page.FillAsync("#answer-0", " ");
        await page.ClickAsync("#save");

        await page.Locator(".notice").WaitForAsync();
        Assert.Equal("Question 1 has no expected answer.", await page.TextContentAsync("#answer-0-error"));
        Assert.Equal("true", await page.GetAttributeAsync("#answer-0", "aria-invalid"));
        Assert.Equal("What else warns ships?", await page.InputValueAsync("#question-0"));
        var saved = await Portal.Storage.Assignments.GetAsync(made.AssignmentId, TestContext.Current.CancellationToken);
        Assert.Equal(new QuestionAnswer("1", "What warns ships?", "Light"), Assert.Single(saved.QuestionAnswers));
    }

    [Fact]
    public async Task Questions_that_are_left_as_they_were_are_as_they_were()
    {
        var made = await Portal.MakeAsync("A lighthouse", "t-1", new QuestionAnswer("1", "What warns ships?", "Light"));
        var page = await EditAsync(made.AssignmentId, withScript: true);
        await page.FillAsync("#question-0", "Something else?");
        await page.ClickAsync("text=Discard the changes");
        await AtAsync(page, url => url.EndsWith($"/assignments/{made.AssignmentId}", StringComparison.Ordinal));

        Assert.Equal("What warns ships?", await page.TextContentAsync(".asked > li > p:first-child"));
    }

    private async Task<IPage> EditAsync(string id, bool withScript)
    {
        var page = await SignInAsync("teacher", "t-1", options => options.JavaScriptEnabled = withScript);
        await page.GotoAsync($"/assignments/{id}");
        await page.ClickAsync("#edit");
        await page.Locator("#question-0").WaitForAsync();
        return page;
    }

    private async Task CompleteAsync(string id, string question, string answer) => await Portal.Storage.Completions.CompleteAsync(
        new CompletionRequest { AssignmentId = id, StudentId = "s-1", Answers = new Dictionary<string, string> { [question] = answer } },
        TestContext.Current.CancellationToken);
}
