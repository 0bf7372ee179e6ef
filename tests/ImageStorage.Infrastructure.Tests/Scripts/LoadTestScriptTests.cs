using System.Diagnostics;
using System.Text.Json;
using ImageStorage.Infrastructure.Terraform;
using ImageStorage.Testing;
using ImageStorage.Testing.Faults;

namespace ImageStorage.Infrastructure.Scripts;

/// <summary>load-testing/run-image-load-test.ps1 where something is wrong; the thresholds' and profiles' own rules are tested beside them, in Python.</summary>
public sealed class LoadTestScriptTests(LoadedPortal portal) : IClassFixture<LoadedPortal>, IDisposable
{
    private static readonly string Script = Path.Combine(Workspace.Repository, "load-testing", "run-image-load-test.ps1");

    private readonly string _root = Directory.CreateTempSubdirectory("imagestorage-load-test-").FullName;

    private string Output => Path.Combine(_root, "results");

    private ScriptRun Scripts => new ScriptRun(_root, portal.Address).With("IMAGESTORAGE_API_TOKENS", LoadedPortal.Token).With("PYTHONDONTWRITEBYTECODE", "1");

    public void Dispose() => Directory.Delete(_root, recursive: true);

    [Theory]
    [InlineData("host down", "cannot be reached", "Is the portal running there?")]
    [InlineData("host that answers 500", "was answered with 500", "")]
    [InlineData("no token", "A teacher's token is needed", "")]
    [InlineData("wrong token", "was answered with 401", "Give a teacher's token")]
    [InlineData("no such portal", "There is no portal '", "")]
    [InlineData("a file as output", "cannot be written", "Choose another -Output")]
    [InlineData("wrong profile", "There is no profile 'strss'", "Did you mean 'stress'?")]
    [InlineData("thresholds with a typo", "'errorShrae' is not known", "Did you mean 'errorShare'?")]
    [InlineData("no such thresholds", "none.json' cannot be read", "")]
    [InlineData("zero duration", "'0' is not a duration", "10m")]
    [InlineData("zero users", "users are a whole number from 1", "")]
    [InlineData("users in words", "invalid int value: 'many'", "")]
    [InlineData("no locust", "Locust is not on PATH", "apt-get install python3-locust")]
    [InlineData("no python", "Python is not on PATH", "apt-get install python3-locust")]
    public async Task What_cannot_be_run_ends_with_2_and_a_sentence(string trouble, string words, string advice)
    {
        RequireLocust();
        var file = Path.Combine(_root, "file.json");
        await File.WriteAllTextAsync(file, """{"operations": {"upload": {"p95Ms": 1}}, "errorShrae": 0}""");
        await using var proxy = new FaultProxy(portal.Address);
        if (trouble == "host down")
            proxy.Refuse();
        proxy.Program = _ => Fault.Answer(500, "no");
        var programs = Directory.CreateDirectory(Path.Combine(_root, "programs")).FullName;
        Assert.SkipWhen(trouble == "no locust" && OperatingSystem.IsWindows(), "Windows starts no program that is a script");
        if (trouble == "no locust")
            await LinkPythonAsync(programs);
        var scripts = trouble switch
        {
            "no locust" or "no python" => Scripts.With("PATH", programs),
            "no token" => Scripts.With("IMAGESTORAGE_API_TOKENS", null),
            "wrong token" => Scripts.With("IMAGESTORAGE_API_TOKENS", "another"),
            _ => Scripts,
        };

        var run = await scripts.RunAsync(Script, [
            "-Output", trouble == "a file as output" ? file : Output,
            "-TargetHost", (trouble.StartsWith("host", StringComparison.Ordinal) ? proxy.Endpoint : portal.Address).AbsoluteUri,
            .. trouble switch
            {
                "no such portal" => ["-Portal", "none.dll"],
                "wrong profile" => ["-Profile", "strss"],
                "thresholds with a typo" => ["-Thresholds", file],
                "no such thresholds" => ["-Thresholds", "none.json"],
                "zero duration" => ["-Duration", "0"],
                "zero users" => ["-Users", "0"],
                "users in words" => ["-Users", "many"],
                _ => Array.Empty<string>(),
            }]);

        Assert.True(run.ExitCode == 2, $"{run.ExitCode}\n{run.Output}\n{run.Error}");
        var last = run.Error.TrimEnd().Split('\n')[^1];
        Assert.StartsWith("load test: ", last, StringComparison.Ordinal);
        Assert.Contains(words, last, StringComparison.Ordinal);
        Assert.Contains(advice, last, StringComparison.Ordinal);
        Assert.DoesNotContain("Traceback", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_host_that_answers_500_from_the_middle_on_ends_with_1_and_a_report(bool inPwsh)
    {
        RequireLocust();
        await using var proxy = new FaultProxy(portal.Address);
        var asked = 0;
        // The warm-up asks 15 times.
        proxy.Program = _ => Interlocked.Increment(ref asked) > 25 ? Fault.Answer(500, "no") : Fault.None;

        var run = await (inPwsh ? Scripts.InPwsh() : Scripts).RunAsync(
            Script, "-TargetHost", proxy.Endpoint.AbsoluteUri, "-Output", Output, "-Users", "4", "-SpawnRate", "4", "-Duration", "8s");

        Assert.True(run.ExitCode == 1, $"{run.ExitCode}\n{run.Output}\n{run.Error}");
        Assert.Contains("Thresholds MISSED", run.Output, StringComparison.Ordinal);
        using var result = ReadResult();
        Assert.False(result.RootElement.GetProperty("passed").GetBoolean());
        Assert.Contains(result.RootElement.GetProperty("mistakes").EnumerateObject(), mistake => mistake.Name.EndsWith("HTTP 500", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Ctrl_C_ends_the_run_in_order_with_130_and_a_report(bool inPwsh)
    {
        RequireLocust();
        await using var proxy = new FaultProxy(portal.Address);

        // The warm-up asks 15 times.
        var run = await (inPwsh ? Scripts.InPwsh() : Scripts).InterruptAsync(
            _ => proxy.Requests.Count > 30, Script, "-TargetHost", proxy.Endpoint.AbsoluteUri, "-Output", Output, "-Users", "4", "-SpawnRate", "4", "-Duration", "10m");

        Assert.True(run.ExitCode == 130, $"{run.ExitCode}\n{run.Output}\n{run.Error}");
        Assert.Contains("Stopping: users finish what they began", run.Output, StringComparison.Ordinal);
        using var result = ReadResult();
        Assert.Contains(result.RootElement.GetProperty("warnings").EnumerateArray(), warning => warning.GetString()!.Contains("stopped before its time", StringComparison.Ordinal));
    }

    private JsonDocument ReadResult()
    {
        var folder = Assert.Single(Directory.GetDirectories(Output));
        Assert.True(File.Exists(Path.Combine(folder, "report.html")));
        return JsonDocument.Parse(File.ReadAllText(Path.Combine(folder, "result.json")));
    }

    /// <summary>Python by itself: what is on PATH may be a script that needs more of PATH.</summary>
    private static async Task LinkPythonAsync(string folder)
    {
        using var python = Process.Start(new ProcessStartInfo(PathSearch.Find("python3")!, ["-c", "import sys; print(sys.executable)"]) { RedirectStandardOutput = true })!;
        var path = Path.Combine(folder, "python3");
        await File.WriteAllTextAsync(path, $"#!/bin/sh\nexec '{(await python.StandardOutput.ReadToEndAsync()).Trim()}' \"$@\"\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private static void RequireLocust() => Assert.SkipWhen(PathSearch.Find("locust") is null, "locust is not on PATH");
}
