namespace ImageStorage.Portal.Browser;

/// <summary>A form that is submitted twice.</summary>
public sealed class DoubleSubmitTests(Chromium chromium) : BrowserTest(chromium)
{
    [Fact]
    public async Task Create_sent_again_makes_one_assignment()
    {
        var page = await SignInAsync("teacher", "t-1");
        await page.GotoAsync("/create");
        await page.FillAsync("#prompt", "Once");
        await page.EvaluateAsync("""
            () => {
              const form = document.querySelector('form.sheet');
              const send = () => fetch(form.action, { method: 'POST', body: new FormData(form) });
              return Promise.all([send(), send()]);
            }
            """);

        Assert.Single((await Portal.Storage.Assignments.ListPageAsync(new AssignmentQuery(), CancellationToken.None)).Items);
    }
}
