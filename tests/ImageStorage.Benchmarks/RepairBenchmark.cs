using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ImageStorage.Composition;
using ImageStorage.Objects;
using ImageStorage.Objects.Folder;
using ImageStorage.Records;
using ImageStorage.Records.Mapping;
using ImageStorage.Records.Sqlite;
using Microsoft.Data.Sqlite;

namespace ImageStorage.Benchmarks;

/// <summary>How much memory a repair takes at its peak, for few and for many records and objects of the embedded stores; a process each.</summary>
internal static class RepairBenchmark
{
    private static readonly int[] Counts = [2_000, 200_000];

    public static async Task RunAsync()
    {
        foreach (var count in Counts)
        {
            var home = Directory.CreateTempSubdirectory("imagestorage-repair-");
            try
            {
                await SeedAsync(home.FullName, count);
                using var child = Process.Start(Environment.ProcessPath!, ["--repair-child", home.FullName])!;
                await child.WaitForExitAsync();
            }
            finally
            {
                home.Delete(recursive: true);
            }
        }
    }

    public static async Task RunChildAsync(string home)
    {
        var factory = new ImageStorageFactory();
        var storage = factory.Open(factory.Resolve(new SettingRequest { Parameters = new Dictionary<string, string> { [SettingName.Home] = home } }));
        var options = new RepairOptions { GracePeriod = TimeSpan.Zero, RemoveOrphans = true, MaxRemove = int.MaxValue };
        var started = Stopwatch.GetTimestamp();
        var progress = new LastProgress();
        var mended = 0;
        await foreach (var finding in storage.Repair.RepairAsync(options, progress, CancellationToken.None))
            mended += finding.Mended ? 1 : 0;

        using var process = Process.GetCurrentProcess();
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"repair of {progress.Last?.Records,7} records, {progress.Last?.Objects,7} objects: {mended,5} mended, {Stopwatch.GetElapsedTime(started).TotalSeconds,6:0.0} s, peak {process.PeakWorkingSet64 / 1048576.0,6:0.0} MiB"));
    }

    /// <summary>
    /// One in a hundred records is pending without object, one with it; one in a hundred objects has no record. Written past the stores,
    /// which would wait for the disk at each.
    /// </summary>
    private static async Task SeedAsync(string home, int count)
    {
        var records = Path.Combine(home, "assignments.db");
        using var repository = new SqliteAssignmentRepository(records);
        await repository.InsertAsync(Record("first", S3UploadStatus.NoImage), CancellationToken.None);
        Seed(home, records, count);
    }

    private static void Seed(string home, string records, int count)
    {
        using var connection = new SqliteConnection($"Data Source={records}");
        connection.Open();
        using var transaction = connection.BeginTransaction();
        using var command = connection.CreateCommand();
        command.CommandText =
            $"INSERT INTO assignments ({string.Join(", ", AssignmentFields.All)}) VALUES ({string.Join(", ", AssignmentFields.All.Select(name => "$" + name))})";
        var files = new DirectoryFiles(Path.Combine(home, "objects"), TimeProvider.System);
        for (var number = 0; number < count; number++)
        {
            var id = $"quiz-{number}";
            if (number % 100 != 3)
                Insert(command, Record(id, number % 100 < 2 ? S3UploadStatus.Pending : S3UploadStatus.Success));
            if (number % 100 != 1)
                WriteObject(files, ObjectKey.For(id));
        }

        transaction.Commit();
    }

    private static void Insert(SqliteCommand command, Assignment record)
    {
        command.Parameters.Clear();
        foreach (var (name, value) in AssignmentMapper.ToFields(record))
            command.Parameters.AddWithValue("$" + name, value is IReadOnlyDictionary<string, object?> fields ? JsonFields.Write(fields) : value ?? DBNull.Value);
        command.ExecuteNonQuery();
    }

    private static void WriteObject(DirectoryFiles files, ObjectKey key)
    {
        byte[] data = [1, 2, 3];
        var (content, sidecar) = (files.ContentPath(key), files.SidecarPath(key));
        Directory.CreateDirectory(Path.GetDirectoryName(content)!);
        Directory.CreateDirectory(Path.GetDirectoryName(sidecar)!);
        File.WriteAllBytes(content, data);
        File.WriteAllBytes(sidecar, JsonSerializer.SerializeToUtf8Bytes(files.Recompute(key, data), ObjectSidecarJson.Default.ObjectSidecar));
    }

    private static Assignment Record(string id, S3UploadStatus status) => new()
    {
        AssignmentId = id,
        TeacherId = "teacher",
        Prompt = "A red kite over a green hill, with a river and two children",
        CreatedAt = DateTimeOffset.UnixEpoch.AddYears(50),
        S3ImageKey = status == S3UploadStatus.NoImage ? ObjectKey.NoImage : ObjectKey.For(id),
        S3UploadStatus = status,
    };

    private sealed class LastProgress : IProgress<RepairProgress>
    {
        public RepairProgress? Last { get; private set; }

        public void Report(RepairProgress value) => Last = value;
    }
}
