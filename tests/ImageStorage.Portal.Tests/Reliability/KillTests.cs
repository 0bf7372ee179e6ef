using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ImageStorage.Composition;

namespace ImageStorage.Portal.Reliability;

/// <summary>
/// Kills the portal at a random moment while teachers create assignments. A repair must fix everything, and what was answered with 201 must be
/// stored. <c>IMAGESTORAGE_CRASH_RUNS=50</c> sets the number of kills.
/// </summary>
[Collection(nameof(Alone))]
public sealed partial class KillTests(ITestOutputHelper output)
{
    private const int Users = 6;

    private static readonly int Rounds = int.Parse(
        Environment.GetEnvironmentVariable("IMAGESTORAGE_CRASH_RUNS") ?? "3", System.Globalization.CultureInfo.InvariantCulture);

    [Fact]
    public async Task Kill_in_mid_create_leaves_nothing_that_Repair_does_not_mend()
    {
        var found = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var home = Directory.CreateTempSubdirectory("imagestorage-kill-");
            var (confirmed, begun) = await CreateAndKillAsync(home.FullName);
            var storage = Open(home.FullName);
            var findings = await RepairAsync(storage);

            found += findings.Count;
            Assert.All(findings, finding => Assert.True(finding.Mended, finding.ToString()));
            Assert.Empty(await RepairAsync(storage));
            await CheckStoresAsync(storage, home.FullName, confirmed);
            output.WriteLine($"{begun} begun, {confirmed.Count} confirmed, {string.Join(", ", findings.Select(finding => finding.Problem))}");
            home.Delete(recursive: true);
        }

        Assert.True(found > 0, "No kill left anything to mend.");
    }

    private static async Task<(IReadOnlyCollection<string> Confirmed, int Begun)> CreateAndKillAsync(string home)
    {
        using var process = Process.Start(new ProcessStartInfo(
            Path.Combine(AppContext.BaseDirectory, "ImageStorage.Portal"),
            ["--urls=http://127.0.0.1:0", $"--{SettingName.Home}={home}", "--Portal:ApiTokens=teacher:t-1=teacher-token-0001",
                "--Portal:GenerationsPerMinute=10000"])
        {
            RedirectStandardOutput = true,
            UseShellExecute = false,
        })!;
        var address = new Uri(Address().Match((await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken))!).Value);
        _ = process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        var confirmed = new ConcurrentQueue<string>();
        var begun = 0;
        var users = Enumerable.Range(0, Users)
            .Select(user => CreateUntilKilledAsync(address, user, confirmed, () => Interlocked.Increment(ref begun))).ToArray();
        for (var waited = Stopwatch.StartNew(); confirmed.IsEmpty && waited.Elapsed < TimeSpan.FromSeconds(60);)
            await Task.Delay(10, TestContext.Current.CancellationToken);
        await Task.Delay(Random.Shared.Next(1500), TestContext.Current.CancellationToken);
        await FreezeWithPendingAsync(process, Open(home));
        process.Kill();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        await Task.WhenAll(users);
        Assert.NotEmpty(confirmed);
        return (confirmed, begun);
    }

    private static IImageStorage Open(string home)
    {
        var factory = new ImageStorageFactory();
        return factory.Open(factory.Resolve(new SettingRequest { Parameters = new Dictionary<string, string> { [SettingName.Home] = home } }));
    }

    /// <summary>
    /// Stops the process while an upload is pending. A kill at any moment would seldom hit one, because most of the time goes into generating the
    /// picture. The process is paused before the check, because a pending upload may finish before the signal arrives.
    /// </summary>
    private static async Task FreezeWithPendingAsync(Process process, IImageStorage storage)
    {
        for (var waited = Stopwatch.StartNew(); waited.Elapsed < TimeSpan.FromSeconds(60);)
        {
            if (!await HasPendingAsync(storage))
                continue;
            if (OperatingSystem.IsWindows())
                return;
            await SignalAsync(process, "STOP");
            if (await HasPendingAsync(storage))
                return;
            await SignalAsync(process, "CONT");
        }
    }

    private static async Task<bool> HasPendingAsync(IImageStorage storage)
    {
        var page = await storage.Assignments.ListPageAsync(new AssignmentQuery { PageSize = 2 * Users }, TestContext.Current.CancellationToken);
        return page.Items.Any(record => record.S3UploadStatus == S3UploadStatus.Pending);
    }

    private static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", ["-" + signal, $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }

    private static async Task CreateUntilKilledAsync(Uri address, int user, ConcurrentQueue<string> confirmed, Action begin)
    {
        using var client = new HttpClient { BaseAddress = address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", "teacher-token-0001");
        try
        {
            for (var number = 0; ; number++)
            {
                begin();
                var id = $"kill-{user}-{number}";
                using var answer = await client.PostAsJsonAsync(
                    "/api/v1/assignments", new { assignmentId = id, prompt = $"Boat {user} on lake {number}" });
                Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
                confirmed.Enqueue(id);
            }
        }
        catch (HttpRequestException)
        {
            // The process is gone.
        }
    }

    private static async Task<List<RepairFinding>> RepairAsync(IImageStorage storage) => await storage.Repair.RepairAsync(
        new RepairOptions { GracePeriod = TimeSpan.Zero, RemoveOrphans = true, MaxRemove = int.MaxValue }, progress: null, TestContext.Current.CancellationToken)
        .ToListAsync(TestContext.Current.CancellationToken);

    /// <summary>Checks for orphans, records without a picture and lost successes, reading the files directly.</summary>
    private static async Task CheckStoresAsync(IImageStorage storage, string home, IReadOnlyCollection<string> confirmed)
    {
        var records = await storage.Assignments.ListAsync(teacherId: null, TestContext.Current.CancellationToken)
            .ToDictionaryAsync(record => record.AssignmentId, cancellationToken: TestContext.Current.CancellationToken);
        Assert.All(confirmed, id => Assert.Equal(S3UploadStatus.Success, records[id].S3UploadStatus));
        Assert.DoesNotContain(records.Values, record => record.S3UploadStatus == S3UploadStatus.Pending);

        var folder = Path.Combine(home, "objects", "generated_images");
        var succeeded = records.Values.Where(record => record.S3UploadStatus == S3UploadStatus.Success).ToDictionary(record => record.S3ImageKey);
        var keys = Directory.EnumerateFiles(folder).Select(path => ObjectKey.Prefix + Path.GetFileName(path)).Order(StringComparer.Ordinal);
        Assert.Equal(succeeded.Keys.Order(StringComparer.Ordinal), keys);
        foreach (var (key, record) in succeeded)
        {
            var data = await File.ReadAllBytesAsync(Path.Combine(folder, Path.GetFileName(key)), TestContext.Current.CancellationToken);
            Assert.Equal(record.ImageMetadata!.Sha256, Convert.ToHexStringLower(SHA256.HashData(data)));
        }
    }

    [GeneratedRegex(@"http://\S+")]
    private static partial Regex Address();
}
