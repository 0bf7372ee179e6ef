namespace ImageStorage.Portal.Browser;

/// <summary>The main tasks in a browser without script.</summary>
public sealed class WithoutScriptTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Teacher_and_student_come_to_their_ends()
    {
        var teacher = await SignInAsync("teacher", "t-1", options => options.JavaScriptEnabled = false);
        await teacher.GotoAsync("/create");
        await teacher.FillAsync("#prompt", "Without script");
        await teacher.FillAsync("#question-0", "First?");
        await teacher.FillAsync("#answer-0", "One");
        await teacher.ClickAsync("#add-question");
        Assert.Equal("First?", await teacher.InputValueAsync("#question-0"));
        await teacher.FillAsync("#question-1", "Second?");
        await teacher.FillAsync("#answer-1", "Two");
        await teacher.ClickAsync("#create");
        await teacher.Locator("#save").WaitForAsync();
        Assert.Equal(1024, await DecodedWidthAsync(teacher));

        var student = await SignInAsync("student", "s-1", options => options.JavaScriptEnabled = false);
        await student.GotoAsync("/complete");
        await student.ClickAsync(".card h2 a");
        await student.FillAsync("#answer-0", "One");
        await student.FillAsync("#answer-1", "Two");
        await student.ClickAsync("#submit");
        Assert.Equal("100", await student.TextContentAsync("#score"));
    }
}
