using System.Text.Json;
using ImageStorage.Testing.Bedrock;
using Microsoft.Playwright;

namespace ImageStorage.Portal.Browser;

/// <summary>Generated questions on the create page.</summary>
[Collection(nameof(Alone))]
public sealed class GeneratedQuestionsTests(Chromium chromium) : BedrockBrowserTest(chromium)
{
    private static readonly BedrockAnswer Five = BedrockAnswer.Converse(JsonSerializer.Serialize(
        Enumerable.Range(1, 5).Select(number => new { question = $"What is {number} & <b>more</b>?", answer = $"Number {number}" })));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Questions_that_are_written_join_those_that_were_typed_and_are_saved_with_them(bool withScript)
    {
        Stub.AnswerInOrder(Five);
        var page = await WriteAsync(withScript);
        await page.FillAsync("#question-0", "My own?");
        await page.FillAsync("#answer-0", "Mine");
        await page.ClickAsync("#generate-questions");

        await page.Locator("#question-5").WaitForAsync();
        Assert.Equal("My own?", await page.InputValueAsync("#question-0"));
        Assert.Equal("What is 5 & <b>more</b>?", await page.InputValueAsync("#question-5"));
        await page.FillAsync("#answer-5", "Five, as the teacher put it");
        await page.CheckAsync("[value=None]");
        await page.ClickAsync("#create");

        Assert.Equal(
            ["Mine", "Number 1", "Number 2", "Number 3", "Number 4", "Five, as the teacher put it"],
            await page.Locator(".answer span[dir]").AllTextContentsAsync());
        Assert.Contains("Planets", System.Text.Encoding.UTF8.GetString(Assert.Single(Stub.Requests).Body), StringComparison.Ordinal);
        Assert.Empty(Stub.Problems);
    }

    [Fact]
    public async Task Questions_that_the_model_does_not_write_leave_what_was_typed_and_can_be_asked_for_again()
    {
        var useless = BedrockAnswer.Converse("I would rather not.");
        Stub.AnswerInOrder(useless, useless, Five);
        var page = await WriteAsync(withScript: true);
        await page.FillAsync("#question-0", "My own?");
        await page.ClickAsync("#generate-questions");

        await page.Locator(".notice code").WaitForAsync();
        Assert.Equal(("Planets", "My own?"), (await page.InputValueAsync("#prompt"), await page.InputValueAsync("#question-0")));
        Assert.DoesNotContain("-QuestionPath", await page.TextContentAsync(".notice"), StringComparison.Ordinal);
        await page.ClickAsync("#generate-questions");
        await page.Locator("#question-5").WaitForAsync();
        Assert.Equal(0, await page.Locator(".notice").CountAsync());
    }

    [Fact]
    public async Task Questions_without_a_prompt_ask_for_it_and_no_model()
    {
        var page = await WriteAsync(withScript: true);
        await page.FillAsync("#prompt", " ");
        await page.ClickAsync("#generate-questions");

        await page.Locator(".notice:has-text('Write the prompt first')").WaitForAsync();
        Assert.Empty(Stub.Requests);
    }

    private async Task<IPage> WriteAsync(bool withScript)
    {
        var page = await SignInAsync("teacher", "t-1", options => options.JavaScriptEnabled = withScript);
        await page.GotoAsync("/create");
        await page.FillAsync("#prompt", "Planets");
        return page;
    }
}
