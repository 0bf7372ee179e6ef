namespace ImageStorage.Portal.Browser;

/// <summary>What a student does.</summary>
public sealed class StudentTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Answer = "The light of the lighthouse";

    [Fact]
    public async Task Complete_shows_no_answer_before_submitting_and_the_score_after()
    {
        var made = await Portal.MakeAsync(
            "A lighthouse", "t-1", new("1", "What warns ships?", Answer), new("2", "When is sunrise?", "In the morning"));
        var page = await SignInAsync("student", "s-1");
        await page.GotoAsync("/complete");
        await page.ClickAsync(".card h2 a");
        Assert.True(await DecodedWidthAsync(page) > 0);
        Assert.DoesNotContain(Answer, await page.ContentAsync(), StringComparison.Ordinal);

        await page.FillAsync("#answer-0", Answer);
        await page.ClickAsync("#submit");

        Assert.Equal("50", await page.TextContentAsync("#score"));
        Assert.Contains(Answer, await page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain("In the morning", await page.ContentAsync(), StringComparison.Ordinal);
        await page.GotoAsync($"/assignments/{made.AssignmentId}");
        Assert.Equal(1, await page.Locator(".answer").CountAsync());
    }

    [Fact]
    public async Task Complete_again_keeps_the_best_score()
    {
        var made = await Portal.MakeAsync("A lighthouse", "t-1", new QuestionAnswer("1", "What warns ships?", Answer));
        var page = await SignInAsync("student", "s-1");
        foreach (var answer in new[] { Answer, "zzz" })
        {
            await page.GotoAsync($"/complete/{made.AssignmentId}?again=true");
            await page.FillAsync("#answer-0", answer);
            await page.ClickAsync("#submit");
            await page.Locator("#score").WaitForAsync();
        }

        Assert.NotEqual("100", await page.TextContentAsync("#score"));
        Assert.Equal("100", await page.TextContentAsync("#best"));
    }

    [Fact]
    public async Task Assignment_shows_a_student_no_answer_before_submitting()
    {
        var made = await Portal.MakeAsync("A lighthouse", "t-1", new QuestionAnswer("1", "What warns ships?", Answer));
        var page = await SignInAsync("student", "s-1");
        await page.GotoAsync($"/assignments/{made.AssignmentId}");

        Assert.Contains("What warns ships?", await page.ContentAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(Answer, await page.ContentAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Complete_without_any_answer_says_what_to_do()
    {
        var made = await Portal.MakeAsync("A lighthouse", "t-1", new QuestionAnswer("1", "What warns ships?", Answer));
        var page = await SignInAsync("student", "s-1");
        await page.GotoAsync($"/complete/{made.AssignmentId}");
        await page.ClickAsync("#submit");

        Assert.Contains("Answer at least one question", await page.TextContentAsync(".notice"), StringComparison.Ordinal);
    }
}
