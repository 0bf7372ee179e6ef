using Microsoft.Playwright;

namespace ImageStorage.Portal.Browser;

/// <summary>The questions of an assignment that is there already.</summary>
public sealed class QuestionTests(Chromium chromium) : BrowserTest(chromium)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Questions_changed_added_and_removed_are_saved(bool withScript)
    {
        var made = await Portal.MakeAsync("A harbour", "t-1", new("a", "What floats?", "A boat"), new("b", "Who waits?", "A gull"));
        var page = await SignInAsync("teacher", "t-1", options => options.JavaScriptEnabled = withScript);
        await page.GotoAsync($"/assignments/{made.AssignmentId}/questions");
        await page.FillAsync("#answer-0", "A ship");
        await page.ClickAsync("text=Remove >> nth=1");
        await page.Locator("#question-1").WaitForAsync(new LocatorWaitForOptions { State = WaitForSelectorState.Detached });
        await page.ClickAsync("#add-question");
        await page.FillAsync("#question-1", "What rings?");
        await page.FillAsync("#answer-1", "A bell");
        await page.ClickAsync("#save");
        await page.WaitForURLAsync($"**/assignments/{made.AssignmentId}");

        var saved = (await Portal.Storage.Assignments.GetAsync(made.AssignmentId, CancellationToken.None)).QuestionAnswers;
        Assert.Equal([("What floats?", "A ship"), ("What rings?", "A bell")], saved.Select(question => (question.Question, question.Answer)));
        Assert.Equal("a", saved[0].Id);
        Assert.NotEqual("b", saved[1].Id);
    }

    [Fact]
    public async Task Question_without_its_answer_is_not_saved_and_stays_typed()
    {
        var made = await Portal.MakeAsync("A harbour", "t-1", new QuestionAnswer("a", "What floats?", "A boat"));
        var page = await SignInAsync("teacher", "t-1");
        await page.GotoAsync($"/assignments/{made.AssignmentId}/questions");
        await page.FillAsync("#question-0", "What sinks?");
        await page.FillAsync("#answer-0", "");
        await page.ClickAsync("#save");

        await page.Locator("#answer-0-error").WaitForAsync();
        Assert.Equal("What sinks?", await page.InputValueAsync("#question-0"));
        var kept = Assert.Single((await Portal.Storage.Assignments.GetAsync(made.AssignmentId, CancellationToken.None)).QuestionAnswers);
        Assert.Equal("A boat", kept.Answer);
    }
}
