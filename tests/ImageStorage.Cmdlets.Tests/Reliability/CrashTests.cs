using System.Globalization;
using System.Security.Cryptography;
using ImageStorage.Testing;

[assembly: AssemblyFixture(typeof(MotoServer))]

namespace ImageStorage.Cmdlets.Reliability;

/// <summary>
/// A process that makes assignments in bulk is killed at a random moment, again and again, and the repair must leave nothing behind.
/// A few times in every run of the tests; <c>IMAGESTORAGE_CRASH_RUNS=50</c> makes that many kills of 200 assignments on each store.
/// </summary>
public sealed class CrashTests(MotoServer moto, ITestOutputHelper output) : IDisposable
{
    private static readonly string? Runs = Environment.GetEnvironmentVariable("IMAGESTORAGE_CRASH_RUNS");

    private readonly int _runs = Runs is null ? 4 : int.Parse(Runs, CultureInfo.InvariantCulture);
    private readonly int _count = Runs is null ? 40 : 200;
    private readonly string _folder = Directory.CreateTempSubdirectory("imagestorage-crash-").FullName;
    private readonly Dictionary<string, int> _findings = [];

    [Fact]
    public Task Kill_while_storing_in_a_folder_leaves_nothing_that_Repair_does_not_mend() =>
        RunAsync(home => Task.FromResult<ICrashStore>(new CrashFolder(home)));

    [Fact]
    public async Task Kill_while_storing_in_S3_leaves_nothing_that_Repair_does_not_mend()
    {
        var endpoint = await moto.RequireAsync();
        await RunAsync(_ => CrashBucket.CreateAsync(endpoint));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private async Task RunAsync(Func<string, Task<ICrashStore>> create)
    {
        var pictures = TestPictures.Write(Path.Combine(_folder, "pictures"), _count);
        var toldCounts = new List<int>();
        for (var run = 0; run < _runs; run++)
        {
            // Spread over the whole bulk, from before the first to after the last.
            var killAfter = Random.Shared.Next(run * (_count + 1) / _runs, (run + 1) * (_count + 1) / _runs);
            var home = Path.Combine(_folder, $"home-{run}");
            using var store = await create(home);
            var told = await CrashSubject.RunAndKillAsync(pictures, home, store.Environment, killAfter, TimeSpan.FromMilliseconds(Random.Shared.Next(60)));
            using var session = new ModuleSession(useHome: false);
            session.Configure(store.Settings(home));
            await CheckRepairAsync(session, store, told);
            await CheckAgainAsync(session, store, pictures);
            toldCounts.Add(told.Count);
            if (Directory.Exists(home))
                Directory.Delete(home, recursive: true);
        }

        output.WriteLine($"{_runs} kills of {_count} assignments, after {string.Join(", ", toldCounts)} had been told.");
        output.WriteLine(string.Join(", ", _findings.Select(pair => $"{pair.Key}: {pair.Value}")));
    }

    private async Task CheckRepairAsync(ModuleSession session, ICrashStore store, IReadOnlyList<string> told)
    {
        var findings = session.Invoke("Repair-AssignmentImage -GracePeriod 0 -RemoveOrphan -MaxRemove 1000 -Confirm:$false").AssertNoErrors().All<RepairFinding>();
        Assert.All(findings, finding => Assert.True(finding.Mended, finding.ToString()));
        foreach (var finding in findings)
            _findings[finding.Problem.ToString()] = _findings.GetValueOrDefault(finding.Problem.ToString()) + 1;

        var records = Records(session);
        await CheckStoresAsync(store, records.Values);
        Assert.All(told, id => Assert.Equal(S3UploadStatus.Success, records[id].S3UploadStatus));
        Assert.Empty(session.Invoke("Repair-AssignmentImage -GracePeriod 0 -RemoveOrphan -MaxRemove 1000 -Confirm:$false").AssertNoErrors().Output);
    }

    private async Task CheckAgainAsync(ModuleSession session, ICrashStore store, IReadOnlyList<string> pictures)
    {
        session.Invoke(CrashSubject.Script(pictures)).AssertNoErrors();

        var records = Records(session);
        Assert.Equal(_count, records.Count);
        Assert.All(records.Values, record => Assert.Equal(S3UploadStatus.Success, record.S3UploadStatus));
        Assert.Equal(_count, (await CheckStoresAsync(store, records.Values)).Count);
    }

    /// <summary>No orphan, no dangling record, and every picture is the one that its record tells of; looked up without the module.</summary>
    private static async Task<IReadOnlyDictionary<string, byte[]>> CheckStoresAsync(ICrashStore store, IReadOnlyCollection<Assignment> records)
    {
        var objects = await store.ReadAsync();
        var succeeded = records.Where(record => record.S3UploadStatus == S3UploadStatus.Success).ToDictionary(record => record.S3ImageKey);
        Assert.Equal(succeeded.Keys.Order(StringComparer.Ordinal), objects.Keys.Order(StringComparer.Ordinal));
        Assert.All(objects, item => Assert.Equal(succeeded[item.Key].ImageMetadata!.Sha256, Convert.ToHexStringLower(SHA256.HashData(item.Value))));
        Assert.DoesNotContain(records, record => record.S3UploadStatus == S3UploadStatus.Pending);
        return objects;
    }

    private static Dictionary<string, Assignment> Records(ModuleSession session) =>
        session.Invoke("Get-Assignment").AssertNoErrors().All<Assignment>().ToDictionary(record => record.AssignmentId);
}
