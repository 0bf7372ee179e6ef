using ImageStorage.Testing.Bedrock;

namespace ImageStorage.Portal.Browser;

/// <summary>A model that fails, and what becomes of the teacher's work. The environment is the whole process's: alone.</summary>
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

    private void Set(string name, string? value)
    {
        _before.TryAdd(name, Environment.GetEnvironmentVariable(name));
        Environment.SetEnvironmentVariable(name, value);
    }
}
