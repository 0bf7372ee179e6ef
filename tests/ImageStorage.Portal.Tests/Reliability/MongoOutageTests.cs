using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using ImageStorage.Portal.Browser;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;

[assembly: AssemblyFixture(typeof(MongodServer))]

namespace ImageStorage.Portal.Reliability;

/// <summary>A MongoDB outage under 20 users of pages and API, once with a stopped server and once with one that hangs.</summary>
[Collection(nameof(Alone))]
public sealed class MongoOutageTests(MotoServer moto, MongodServer mongod, ITestOutputHelper output) : IAsyncLifetime
{
    private readonly ConcurrentDictionary<string, Func<Task<HttpStatusCode>>> _made = new();
    private readonly ConcurrentDictionary<string, Func<Task<HttpStatusCode>>> _refused = new();
    private readonly ConcurrentDictionary<string, (int Sent, int Taken)> _answers = new();
    private readonly List<IDisposable> _people = [];
    private readonly ConcurrentQueue<(string What, HttpStatusCode Status, TimeSpan Duration)> _asked = new();
    private TcpForwarder? _forwarder;
    private PortalServer? _portal;
    private HttpClient? _api;

    private TcpForwarder Forwarder => _forwarder ?? throw new InvalidOperationException("The forwarder is not running.");

    private PortalServer Portal => _portal ?? throw new InvalidOperationException("The portal is not running.");

    private HttpClient Api => _api ?? throw new InvalidOperationException("The portal is not running.");

    public async ValueTask InitializeAsync()
    {
        var server = new UriBuilder(await mongod.RequireAsync());
        _forwarder = new TcpForwarder(server.Port);
        server.Port = _forwarder.Port;
        var bucket = await TestBucket.MakeAsync(moto);
        _portal = await PortalServer.StartAsync(
            $"--{SettingName.S3BucketName}={bucket.Name}", $"--{SettingName.S3EndpointUrl}={bucket.Endpoint}",
            $"--{SettingName.MongoUri}={server.Uri.AbsoluteUri}", $"--{SettingName.MongoDatabase}=outage_{Guid.NewGuid():N}",
            $"--{SettingName.ImageModelId}={ImageModelId.Offline}",
            "--Portal:ApiTokens=teacher:t-1=teacher-token-0001", "--Portal:GenerationsPerMinute=10000");
        _api = new HttpClient { BaseAddress = _portal.Address };
        _api.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", "teacher-token-0001");
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var person in _people)
            person.Dispose();
        _api?.Dispose();
        if (_portal is not null)
            await _portal.DisposeAsync();
        if (_forwarder is not null)
            await _forwarder.DisposeAsync();
    }

    [Fact]
    public async Task Mongo_gone_under_users_loses_nothing_and_every_answer_is_clear()
    {
        // Longer than the server selection timeout, so that requests fail.
        await ActThroughAsync(Forwarder.Refuse, Forwarder.Accept, Outage.Duration(7));

        Assert.NotEmpty(_refused);
        await AssertKeptAsync();
    }

    [Fact]
    public async Task Mongo_silent_under_users_loses_nothing_and_every_answer_is_clear()
    {
        await ActThroughAsync(Forwarder.FallSilent, Forwarder.Speak, Outage.Duration(3));

        await AssertKeptAsync();
    }

    private async Task ActThroughAsync(Action go, Action comeBack, TimeSpan outage)
    {
        using var ending = new CancellationTokenSource();
        var users = new List<Task>();
        for (var user = 0; user < Outage.Users; user++)
            users.Add(await BeginAsync(user, ending.Token));
        await Task.Delay(TimeSpan.FromSeconds(2), TestContext.Current.CancellationToken);
        go();
        await Task.Delay(outage, TestContext.Current.CancellationToken);
        // /health must stay healthy, or the load balancer would remove the portal.
        Assert.Equal("live\n", await Api.GetStringAsync("/health", TestContext.Current.CancellationToken));
        comeBack();
        var settled = await WaitUntilWorksAsync();
        await ending.CancelAsync();
        await Task.WhenAll(users).WaitAsync(Outage.LongestAnswer, TestContext.Current.CancellationToken);

        output.WriteLine(
            $"gone for {outage.TotalSeconds} s: {_asked.Count} answers, {_made.Count} created, {_refused.Count} refused, "
            + $"{_answers.Values.Sum(count => count.Taken)} of {_answers.Values.Sum(count => count.Sent)} submissions taken; "
            + $"created again {settled.TotalSeconds:0.0} s after it came back");
        foreach (var group in _asked.GroupBy(asked => (asked.What, asked.Status)).OrderBy(group => group.Key.What, StringComparer.Ordinal))
            output.WriteLine(
                $"{group.Key.What}: {group.Count()} x {(int)group.Key.Status}, the slowest {group.Max(asked => asked.Duration).TotalSeconds:0.0} s");
        Assert.NotEmpty(_made);
        Assert.True(_asked.Max(asked => asked.Duration) < Outage.LongestAnswer, $"An answer took {_asked.Max(asked => asked.Duration)}.");
    }

    /// <summary>Of five users, two are teachers with pages, two are teachers with the API, and one is a student with pages.</summary>
    private async Task<Task> BeginAsync(int user, CancellationToken ending)
    {
        if (user % 5 is 2 or 3)
            return CreateByApiAsync(user, ending);
        if (user % 5 < 2)
            return CreateByPageAsync(user, await SignInAsync("teacher", $"t-{user}"), ending);
        var assignment = await Portal.Storage.Assignments.CreateAsync(
            new NewAssignmentRequest { Prompt = "A test", TeacherId = "t-1", QuestionAnswers = [new QuestionAnswer("1", "What is it?", "A boat")] },
            TestContext.Current.CancellationToken);
        return CompleteAsync(assignment.AssignmentId, await SignInAsync("student", $"s-{user}"), $"s-{user}", ending);
    }

    private async Task CreateByPageAsync(int user, PageUser teacher, CancellationToken ending)
    {
        string? last = null;
        for (var number = 0; !ending.IsCancellationRequested; number++)
        {
            var id = $"page-{user}-{number}";
            KeyValuePair<string, string>[] form =
            [
                new("AssignmentId", id), new("Prompt", Prompt(id)), new("Picture", "None"),
                new("Questions[0].Question", $"Whose is {id}?"), new("Questions[0].Answer", "The teacher's"),
            ];
            using (var answer = await AskAsync("create page", () => teacher.PostAsync("/create", form)))
            {
                Note(id, answer.StatusCode == HttpStatusCode.Found, () => StatusAsync(() => teacher.PostAsync("/create", form)));
                if (answer.StatusCode == HttpStatusCode.Found)
                    last = id;
                else
                    AssertHolds(await PageUser.AssertClearAsync(answer), Prompt(id), $"Whose is {id}?", $"value=\"{id}\"");
            }

            await LookAsync(teacher, "list page", "/assignments");
            if (last is not null)
                await LookAsync(teacher, "show page", $"/assignments/{last}");
            await Task.Delay(200, CancellationToken.None);
        }
    }

    private async Task CompleteAsync(string assignmentId, PageUser student, string studentId, CancellationToken ending)
    {
        for (var number = 1; !ending.IsCancellationRequested; number++)
        {
            await LookAsync(student, "complete page", $"/complete/{assignmentId}");
            var text = $"The answer number {number} of {studentId}";
            using var answer = await AskAsync("complete form", () => student.PostAsync(
                $"/complete/{assignmentId}", [new("Answers[0].Id", "1"), new("Answers[0].Text", text)]));
            var before = _answers.GetValueOrDefault($"{assignmentId}/{studentId}");
            _answers[$"{assignmentId}/{studentId}"] = (before.Sent + 1, before.Taken + (answer.StatusCode == HttpStatusCode.Found ? 1 : 0));
            if (answer.StatusCode != HttpStatusCode.Found)
                AssertHolds(await PageUser.AssertClearAsync(answer), text);
            await Task.Delay(200, CancellationToken.None);
        }
    }

    private async Task CreateByApiAsync(int user, CancellationToken ending)
    {
        for (var number = 0; !ending.IsCancellationRequested; number++)
        {
            var id = $"api-{user}-{number}";
            using (var answer = await AskAsync("create API", () => CreateAsync(id)))
            {
                Note(id, answer.StatusCode == HttpStatusCode.Created, () => StatusAsync(() => CreateAsync(id)));
                if (answer.StatusCode != HttpStatusCode.Created)
                    await Outage.AssertClearAsync(answer);
            }

            using var list = await AskAsync("list API", () => Api.GetAsync("/api/v1/assignments", CancellationToken.None));
            if (list.StatusCode != HttpStatusCode.OK)
                await Outage.AssertClearAsync(list);
            await Task.Delay(200, CancellationToken.None);
        }
    }

    private async Task LookAsync(PageUser person, string what, string path)
    {
        using var answer = await AskAsync(what, () => person.GetAsync(path));
        if (answer.StatusCode != HttpStatusCode.OK)
            await PageUser.AssertClearAsync(answer);
    }

    private async Task<TimeSpan> WaitUntilWorksAsync()
    {
        for (var (waited, number) = (Stopwatch.StartNew(), 0); ; number++)
        {
            using var answer = await CreateAsync($"afterwards-{number}");
            if (answer.StatusCode == HttpStatusCode.Created)
                return waited.Elapsed;
            Assert.True(
                waited.Elapsed < Outage.Settling,
                $"{waited.Elapsed} after the store came back: {await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}");
        }
    }

    /// <summary>Checks that accepted requests are stored, that refused ones succeed when repeated, and that nothing is stored twice.</summary>
    private async Task AssertKeptAsync()
    {
        var storage = Portal.Storage;
        await foreach (var finding in storage.Repair.RepairAsync(
            new RepairOptions { GracePeriod = TimeSpan.Zero, MaxRemove = int.MaxValue }, progress: null, TestContext.Current.CancellationToken))
        {
            Assert.True(finding.Mended, finding.ToString());
        }

        foreach (var (id, again) in _refused)
            Assert.True(await again() is HttpStatusCode.Created or HttpStatusCode.Found or HttpStatusCode.Conflict, $"{id} is refused again.");
        foreach (var id in _made.Keys.Concat(_refused.Keys))
        {
            var record = await storage.Assignments.GetAsync(id, TestContext.Current.CancellationToken);
            Assert.Equal(Prompt(id), record.Prompt);
            Assert.Equal(id.StartsWith("api", StringComparison.Ordinal) ? S3UploadStatus.Success : S3UploadStatus.NoImage, record.S3UploadStatus);
        }

        foreach (var (key, (sent, taken)) in _answers)
        {
            var stored = await storage.Completions.ListAsync(key.Split('/')[0], key.Split('/')[1], TestContext.Current.CancellationToken)
                .ToListAsync(TestContext.Current.CancellationToken);
            Assert.InRange(Assert.Single(stored).Attempts, taken, sent);
        }
    }

    private async Task<PageUser> SignInAsync(string role, string name)
    {
        var person = await PageUser.SignInAsync(Portal.Address, role, name);
        _people.Add(person);
        return person;
    }

    private void Note(string id, bool isMade, Func<Task<HttpStatusCode>> again) => (isMade ? _made : _refused)[id] = again;

    private async Task<HttpResponseMessage> AskAsync(string what, Func<Task<HttpResponseMessage>> ask)
    {
        var started = Stopwatch.GetTimestamp();
        var answer = await ask();
        _asked.Enqueue((what, answer.StatusCode, Stopwatch.GetElapsedTime(started)));
        return answer;
    }

    private static async Task<HttpStatusCode> StatusAsync(Func<Task<HttpResponseMessage>> ask)
    {
        using var answer = await ask();
        return answer.StatusCode;
    }

    private static void AssertHolds(string page, params string[] typed) =>
        Assert.All(typed, text => Assert.Contains(text, page, StringComparison.Ordinal));

    private Task<HttpResponseMessage> CreateAsync(string id) =>
        Api.PostAsJsonAsync("/api/v1/assignments", new { assignmentId = id, prompt = Prompt(id) }, CancellationToken.None);

    private static string Prompt(string id) => $"A boat called {id}";
}
