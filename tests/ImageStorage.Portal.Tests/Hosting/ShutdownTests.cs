using System.Diagnostics;
using System.Net;
using System.Text.RegularExpressions;

namespace ImageStorage.Portal.Hosting;

/// <summary>The portal as a process of its own, told to end while it works.</summary>
public sealed partial class ShutdownTests
{
    [Fact]
    public async Task Sigterm_under_load_fails_no_request_that_was_accepted()
    {
        if (OperatingSystem.IsWindows())
            Assert.Skip("Windows has no SIGTERM");

        var home = Directory.CreateTempSubdirectory("imagestorage-shutdown-");
        using var process = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "ImageStorage.Portal"),
            ["--urls=http://127.0.0.1:0", $"--{SettingName.Home}={home.FullName}", "--Portal:ApiTokens=teacher:t-1=teacher-token-0001", "--Portal:GenerationsPerMinute=10000"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var address = new Uri(Address().Match((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!).Value);
        _ = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);

        var workers = Enumerable.Range(0, 8).Select(worker => CreateUntilRefusedAsync(address)).ToArray();
        await Task.Delay(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        var counts = await Task.WhenAll(workers).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        TestContext.Current.TestOutputHelper?.WriteLine($"{counts.Sum()} pictures made");
        Assert.True(counts.Sum() > 0);
        Assert.Equal(0, process.ExitCode);
        home.Delete(recursive: true);
    }

    /// <summary>Makes pictures, each on a connection of its own, until none is accepted any more. One that is accepted and not answered throws.</summary>
    private static async Task<int> CreateUntilRefusedAsync(Uri address)
    {
        for (var made = 0; ; made++)
        {
            var accepted = false;
            using var client = new HttpClient { BaseAddress = address };
            client.DefaultRequestHeaders.Authorization = new("Bearer", "teacher-token-0001");
            try
            {
                // The headers come when the request is accepted: the rest of it must then succeed.
                using var content = new StringContent("""{"prompt":"a lake at noon"}""", System.Text.Encoding.UTF8, "application/json");
                using var answer = await client.PostAsync("/api/v1/assignments", content);
                accepted = true;
                Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
            }
            catch (HttpRequestException exception) when (!accepted && exception.HttpRequestError == HttpRequestError.ConnectionError)
            {
                return made;
            }
        }
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
