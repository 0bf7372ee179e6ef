using System.Net;
using ImageStorage.Portal.Browser;
using ImageStorage.Portal.Reliability;

namespace ImageStorage.Portal.Pages;

/// <summary>Pages whose store does not answer: they keep the posted text and show a plain message.</summary>
public sealed class StoreGoneTests
{
    [Theory]
    [InlineData("student", "/complete/a-test", "Answers[0].Text", "What I thought of")]
    [InlineData("teacher", "/assignments/a-test/questions", "Questions[0].Question", "What I asked for")]
    [InlineData("teacher", "/assignments/a-test/questions?handler=AddQuestion", "Questions[0].Answer", "What I expect")]
    [InlineData("teacher", "/create", "Prompt", "What I asked to see")]
    public async Task Form_that_cannot_be_stored_holds_what_was_typed(string role, string path, string field, string typed)
    {
        using var database = new SilentStore();
        await using var portal = await PortalServer.StartAsync(database.Settings(options: "&serverSelectionTimeoutMS=100"));
        using var person = await PageUser.SignInAsync(portal.Address, role, "p-1");
        var form = new Dictionary<string, string>
        {
            ["Answers[0].Id"] = "1",
            ["Picture"] = "None",
            ["Prompt"] = "A boat",
            ["Questions[0].Question"] = "Whose?",
            ["Questions[0].Answer"] = "Mine",
            [field] = typed,
        };
        using var answer = await person.PostAsync(path, form);

        Assert.Contains(typed, await PageUser.AssertClearAsync(answer), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Picture_that_cannot_be_stored_is_refused_in_plain_words_before_it_is_made()
    {
        // No server listens on this port.
        await using var portal = await PortalServer.StartAsync(
            "--S3_BUCKET_NAME=pictures", "--S3_ENDPOINT_URL=http://127.0.0.1:9", $"--{SettingName.ImageModelId}={ImageModelId.Offline}");
        using var teacher = await PageUser.SignInAsync(portal.Address, "teacher", "t-1");
        using var answer = await teacher.PostAsync("/create", [new("AssignmentId", "a-boat"), new("Prompt", "A boat"), new("Picture", "Generate")]);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        var page = WebUtility.HtmlDecode(await PageUser.AssertClearAsync(answer));
        Assert.Contains("A boat", page, StringComparison.Ordinal);
        Assert.Contains(
            "The store cannot be reached right now. Nothing that was saved is lost. Try again in a moment.",
            page, StringComparison.Ordinal);
        Assert.DoesNotContain("S3", page, StringComparison.Ordinal);
    }
}
