using System.Text.Json;
using ImageStorage.Testing.Bedrock;

namespace ImageStorage.Portal.Browser;

/// <summary>Models that answer and fail, and what becomes of the teacher's work. The environment is the whole process's: alone.</summary>
[Collection(nameof(Alone))]
public sealed class FailureTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Secret = "a-secret-of-the-tests";

    private readonly Dictionary<string, string?> _before = [];
    private readonly BedrockStub _stub = new(Secret);

    internal override string[] Settings => [$"--{SettingName.ImageModelId}=stability.stable-image-core-v1:1"];

    public override ValueTask InitializeAsync()
    {
        Set("AWS_ENDPOINT_URL_BEDROCK_RUNTIME", _stub.Endpoint.AbsoluteUri);
        Set("AWS_ACCESS_KEY_ID", "AKIATESTTESTTESTTEST");
        Set("AWS_SECRET_ACCESS_KEY", Secret);
        Set("AWS_EC2_METADATA_DISABLED", "true");
        Set("AWS_SESSION_TOKEN", null);
        Set("AWS_PROFILE", null);
        return base.InitializeAsync();
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        await _stub.DisposeAsync();
        foreach (var (name, value) in _before)
            Environment.SetEnvironmentVariable(name, value);
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Create_whose_picture_is_withheld_keeps_the_words_and_gets_its_picture_later()
    {
        _stub.AnswerInOrder(BedrockAnswer.Filtered("Filter reason: output image"), BedrockAnswer.Stability(TestPictures.Png(), 42));
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
        Assert.Empty(_stub.Problems);
    }

    [Fact]
    public async Task Create_has_questions_written_beside_those_that_were_typed()
    {
        _stub.AnswerInOrder(BedrockAnswer.Converse(JsonSerializer.Serialize(
            Enumerable.Range(1, 5).Select(number => new { question = $"What is {number}?", answer = $"{number}" }))));
        var page = await SignInAsync("teacher", "t-1");
        await page.GotoAsync("/create");
        await page.FillAsync("#prompt", "Numbers");
        await page.FillAsync("#question-0", "Typed?");
        await page.ClickAsync("#generate-questions");
        await page.Locator("#question-5").WaitForAsync();

        Assert.Equal("Typed?", await page.InputValueAsync("#question-0"));
        Assert.Equal(("What is 5?", "5"), (await page.InputValueAsync("#question-5"), await page.InputValueAsync("#answer-5")));
        Assert.Empty(_stub.Problems);
    }

    [Fact]
    public async Task Create_whose_questions_cannot_be_written_says_so_and_keeps_what_was_typed()
    {
        _stub.AnswerInOrder(BedrockAnswer.Error(403, "AccessDeniedException"));
        var page = await SignInAsync("teacher", "t-1");
        await page.GotoAsync("/create");
        await page.FillAsync("#prompt", "Numbers");
        await page.FillAsync("#question-0", "Typed?");
        await page.ClickAsync("#generate-questions");
        await page.Locator(".notice").WaitForAsync();

        Assert.Equal(("Numbers", "Typed?"), (await page.InputValueAsync("#prompt"), await page.InputValueAsync("#question-0")));
    }

    private void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }
}
