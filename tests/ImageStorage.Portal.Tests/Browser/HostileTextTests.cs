using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace ImageStorage.Portal.Browser;

/// <summary>User text that contains script.</summary>
public sealed class HostileTextTests(Chromium chromium) : BrowserTest(chromium)
{
    private const string Hostile = "\"'></textarea><script>window.ran=1</script><img src=x onerror=\"window.ran=1\"><svg onload=window.ran=1>{{7*7}}";

    [Fact]
    public async Task Script_in_prompt_teacher_questions_and_answers_is_shown_and_never_run()
    {
        var made = await Portal.MakeAsync(Hostile, Hostile, new QuestionAnswer("1", Hostile, Hostile));
        var student = await SignInAsync("student", Hostile);
        await student.GotoAsync($"/complete/{made.AssignmentId}");
        await student.FillAsync("#answer-0", Hostile);
        await student.ClickAsync("#submit");
        await student.Locator("#score").WaitForAsync();
        await LookAsync(student, $"/complete/{made.AssignmentId}", $"/complete/{made.AssignmentId}?again=true");

        var teacher = await SignInAsync("teacher", Hostile);
        await LookAsync(
            teacher, "/", "/assignments", "/assignments?text=" + Uri.EscapeDataString(Hostile),
            "/assignments?teacher=" + Uri.EscapeDataString(Hostile),
            $"/assignments/{made.AssignmentId}", $"/assignments/{made.AssignmentId}/questions", $"/create/{made.AssignmentId}", "/signout");
    }

    [Fact]
    public async Task Inline_script_and_style_are_in_no_page()
    {
        var made = await Portal.MakeAsync("Plain", "t-1");
        var page = await SignInAsync("teacher", "t-1");
        foreach (var path in new[] { "/", "/assignments", "/create", $"/create/{made.AssignmentId}", $"/assignments/{made.AssignmentId}" })
        {
            await page.GotoAsync(path);
            Assert.DoesNotMatch(new Regex("<script(?![^>]* src=)|<style| style=| on[a-z]+=", RegexOptions.IgnoreCase), await page.ContentAsync());
        }
    }

    private static async Task LookAsync(IPage page, params string[] paths)
    {
        foreach (var path in paths)
        {
            var answer = await page.GotoAsync(path);
            Assert.Equal(200, answer!.Status);
            Assert.False(await page.EvaluateAsync<bool>("() => 'ran' in window"), path);
            Assert.Equal(0, await page.Locator("main script, main svg, img[src=x]").CountAsync());
        }
    }
}
