using Microsoft.Playwright;

namespace ImageStorage.Portal.Browser;

/// <summary>Every page in light and dark and at 360 px: takes a screenshot, runs axe, and checks the width.</summary>
public sealed class ScreenshotTests(Chromium chromium) : BrowserTest(chromium)
{
    private const int Narrow = 360;

    // Together with the later assignments more than one page of a list, so that the pager is shown.
    private const int OlderAssignments = 20;

    [Theory]
    [InlineData("light", 1280)]
    [InlineData("dark", 1280)]
    [InlineData("light", Narrow)]
    [InlineData("dark", Narrow)]
    public async Task Every_page_is_readable_for_all_and_fits_the_screen(string scheme, int width)
    {
        var look = new Look(scheme, width);
        await SeedAsync();
        var problems = new List<string>();
        var people = new Dictionary<string, IPage>
        {
            [""] = await OpenAsync(look.Of),
            ["teacher"] = await SignInAsync("teacher", "t-1", look.Of),
            ["student"] = await SignInAsync("student", "s-1", look.Of),
            ["student with answers"] = await SignInAsync("student", "s-2", look.Of),
        };
        foreach (var (name, person, path) in await PagesAsync())
        {
            await people[person].GotoAsync(path);
            problems.AddRange(await look.ProblemsAsync(people[person], name));
        }

        await SubmitWhatIsGoneAsync(people["student"]);
        problems.AddRange(await look.ProblemsAsync(people["student"], "complete-kept"));

        Assert.Empty(problems);
    }

    /// <summary>Submits answers to an assignment that has been removed.</summary>
    private async Task SubmitWhatIsGoneAsync(IPage page)
    {
        await page.GotoAsync("/complete/no-picture");
        await page.FillAsync("#answer-1", "In the morning, I think");
        await Portal.Storage.Assignments.RemoveAsync("no-picture", CancellationToken.None);
        await page.ClickAsync("#submit");
        await page.Locator(".notice").WaitForAsync();
        Assert.Equal("In the morning, I think", await page.InputValueAsync("#answer-1"));
    }

    private async Task SeedAsync()
    {
        for (var number = 1; number <= OlderAssignments; number++)
        {
            await Portal.Storage.Assignments.CreateAsync(
                new NewAssignmentRequest { Prompt = $"Number {number}", TeacherId = "t-many", QuestionAnswers = [] }, CancellationToken.None);
        }
        var made = await Portal.MakeAsync("A lighthouse on a rocky coast at sunrise, with gulls above the waves", "t-1", Questions());
        var answers = new Dictionary<string, string> { ["1"] = "Its light", ["2"] = "At sunrise" };
        await Portal.Storage.Completions.CompleteAsync(
            new CompletionRequest { AssignmentId = made.AssignmentId, StudentId = "s-2", Answers = answers }, CancellationToken.None);
        await Portal.MakeAsync("Mountains mirrored in a still lake", "t-2");
        await Portal.MakeAsync("Ein-sehr-langes-Wort-das-nirgends-umbrochen-werden-kann-" + new string('x', 80), "t-3");
        await Portal.Storage.Assignments.CreateAsync(
            new NewAssignmentRequest
            {
                AssignmentId = "no-picture",
                Prompt = "The parts of a flower",
                TeacherId = "t-1",
                QuestionAnswers = Questions(),
            },
            CancellationToken.None);
        var damaged = await Portal.MakeAsync("A picture that is gone from its store", "t-1");
        File.Delete(Path.Combine(Portal.Home, "objects", damaged.Key));
    }

    private async Task<IReadOnlyList<(string Name, string Person, string Path)>> PagesAsync()
    {
        var page = await Portal.Storage.Assignments.ListPageAsync(new AssignmentQuery { Text = "lighthouse" }, CancellationToken.None);
        var id = page.Items[^1].AssignmentId;
        return
        [
            ("index", "", "/"),
            ("signin", "", "/signin"),
            ("show", "", "/assignments"),
            ("show-nothing", "", "/assignments?text=nowhere"),
            ("assignment-anonymous", "", $"/assignments/{id}"),
            ("not-found", "", "/assignments/nothing-here"),
            ("signout", "teacher", "/signout"),
            ("create", "teacher", "/create"),
            ("assignment-owner", "teacher", $"/assignments/{id}"),
            ("assignment-no-picture", "teacher", "/assignments/no-picture"),
            ("progress", "teacher", $"/create/{id}"),
            ("progress-no-picture", "teacher", "/create/no-picture"),
            ("questions", "teacher", $"/assignments/{id}/questions"),
            ("forbidden", "student", "/create"),
            ("complete-pick", "student", "/complete"),
            ("complete", "student", $"/complete/{id}"),
            ("complete-result", "student with answers", $"/complete/{id}"),
        ];
    }

    private static QuestionAnswer[] Questions() =>
    [
        new("1", "What warns ships of the rocks?", "The light of the lighthouse"),
        new("2", "At what time of the day is it?", "At sunrise"),
    ];
}
