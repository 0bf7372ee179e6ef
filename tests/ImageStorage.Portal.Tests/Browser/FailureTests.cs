using ImageStorage.Testing.Bedrock;

namespace ImageStorage.Portal.Browser;

/// <summary>A failing model must not lose the teacher's work.</summary>
[Collection(nameof(Alone))]
public sealed class FailureTests(Chromium chromium) : BedrockBrowserTest(chromium)
{
    [Fact]
    public async Task Create_whose_picture_is_withheld_keeps_the_words_and_gets_its_picture_later()
    {
        Stub.AnswerInOrder(BedrockAnswer.Filtered("Filter reason: output image"), BedrockAnswer.Stability(TestPictures.Png(), 42));
        var page = await SignInAsync("teacher", "t-1");
        await page.GotoAsync("/create");
        await page.FillAsync("#prompt", "Something that is withheld");
        await page.FillAsync("#question-0", "Why?");
        await page.FillAsync("#answer-0", "Because");
        await page.ClickAsync("#create");

        await page.Locator(".notice code").WaitForAsync();
        Assert.Matches("^[0-9a-f]{32}$", await page.TextContentAsync(".notice code"));
        Assert.Equal("Something that is withheld", await page.TextContentAsync("h1"));

        await page.ClickAsync("#keep");
        Assert.Contains("Because", await page.TextContentAsync(".answer"), StringComparison.Ordinal);
        await page.ClickAsync("#picture");
        await page.ClickAsync("#regenerate");
        await page.Locator("#save").WaitForAsync();
        Assert.Equal(640, await DecodedWidthAsync(page));
        Assert.Empty(Stub.Problems);
    }
}
