using System.Diagnostics;
using System.Management.Automation;
using System.Security.Cryptography;
using ImageStorage.Testing;

namespace ImageStorage.Cmdlets.Commands;

public sealed class StopTests : IDisposable
{
    private const string Bulk =
        "1..100 | ForEach-Object { [pscustomobject]@{ AssignmentId = \"quiz-$_\"; Prompt = \"Picture $_\" } } | New-AssignmentImage -ThrottleLimit 4";

    private readonly ModuleSession _session = new();

    [Fact]
    public async Task Ctrl_C_in_the_middle_of_100_images_stops_soon_and_the_same_command_finishes()
    {
        using var pipeline = _session.NewPipeline(Bulk);
        using var output = new PSDataCollection<PSObject>();
        var running = pipeline.InvokeAsync<PSObject, PSObject>(null!, output);
        while (output.Count < 10 && !running.IsCompleted)
            await Task.Delay(20);

        var started = Stopwatch.GetTimestamp();
        await pipeline.StopAsync(null, null);
        await Assert.ThrowsAnyAsync<PipelineStoppedException>(() => running);

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Promptness.Limit);
        AssertWholeObjectsAndTrueRecords();

        Assert.Equal(100, _session.Invoke(Bulk).AssertNoErrors().All<AssignmentImage>().Count);
        Assert.All(_session.Invoke("Get-Assignment").All<Assignment>(), record => Assert.Equal(S3UploadStatus.Success, record.S3UploadStatus));
        AssertWholeObjectsAndTrueRecords();
    }

    public void Dispose() => _session.Dispose();

    private void AssertWholeObjectsAndTrueRecords()
    {
        var records = _session.Invoke("Get-Assignment").All<Assignment>();
        var folder = Path.Combine(_session.Home, "objects", "generated_images");
        foreach (var record in records.Where(record => record.S3UploadStatus == S3UploadStatus.Success))
        {
            var data = File.ReadAllBytes(Path.Combine(folder, record.AssignmentId + ".webp"));
            Assert.Equal(record.ImageMetadata!.Sha256, Convert.ToHexStringLower(SHA256.HashData(data)));
        }

        var known = records.Select(record => record.AssignmentId).ToHashSet();
        Assert.All(Directory.EnumerateFiles(folder, "*.webp"), file => Assert.Contains(Path.GetFileNameWithoutExtension(file), known));
    }
}
