using System.Diagnostics;
using System.Net;
using System.Xml.Linq;
using ImageStorage.Testing;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Metrics, and the counters that a short process sends before it ends.</summary>
public sealed class GetImageMetricTests(MotoServer moto) : IDisposable
{
    private readonly ModuleSession _session = new();

    [Fact]
    public void Get_ImageMetric_embedded_is_ConfigurationInvalid_and_says_what_there_is_instead() =>
        Assert.Contains(
            "dotnet-counters", _session.Invoke("Get-ImageMetric").AssertError(ImageStorageError.ConfigurationInvalid).ToString(), StringComparison.Ordinal);

    [Fact]
    public void Get_ImageMetric_refuses_a_time_for_which_nothing_is_kept() =>
        Assert.NotEmpty(_session.Invoke("Get-ImageMetric -Last 500.0").Errors);

    [Fact]
    public async Task A_process_that_ends_after_one_cmdlet_has_sent_its_counters_and_another_reads_and_draws_them()
    {
        var pwsh = PathSearch.Find("pwsh");
        Assert.SkipWhen(pwsh is null, "pwsh is not on PATH");
        var endpoint = await moto.RequireAsync();
        var bucket = $"test-{Guid.NewGuid():N}";
        using var http = new HttpClient();
        using var created = await http.PutAsync(new Uri(endpoint, bucket), null);
        Assert.Equal(HttpStatusCode.OK, created.StatusCode);

        await RunAsync(pwsh!, endpoint, bucket, "New-AssignmentImage kite -AssignmentId quiz-1 -ModelId offline | Out-Null");
        var read = await RunAsync(
            pwsh!, endpoint, bucket,
            "Get-ImageMetric ImageStorage UploadAttempts, UploadFailures -Last 3600 -Chart chart.svg | Group-Object Name | ForEach-Object { \"$($_.Name)=$(($_.Group | Measure-Object Value -Sum).Sum)\" }");

        Assert.Equal(["UploadAttempts=1", "UploadFailures=0"], read.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Trim()).Order());
        Assert.Equal("svg", XDocument.Load(Path.Combine(_session.Folder, "chart.svg")).Root!.Name.LocalName);
    }

    [Fact]
    public async Task A_module_that_is_removed_has_sent_its_counters()
    {
        var pwsh = PathSearch.Find("pwsh");
        Assert.SkipWhen(pwsh is null, "pwsh is not on PATH");
        var endpoint = await moto.RequireAsync();
        var bucket = $"test-{Guid.NewGuid():N}";
        using var http = new HttpClient();
        using var created = await http.PutAsync(new Uri(endpoint, bucket), null);

        var read = await RunAsync(
            pwsh!, endpoint, bucket,
            "New-AssignmentImage kite -AssignmentId quiz-1 -ModelId offline | Out-Null; Remove-Module ImageStorage; Import-Module $env:MODULE_PATH; (Get-ImageMetric ImageStorage UploadAttempts -Last 3600 | Measure-Object Value -Sum).Sum");

        Assert.Equal("1", read.Trim());
    }

    public void Dispose() => _session.Dispose();

    private async Task<string> RunAsync(string pwsh, Uri endpoint, string bucket, string script)
    {
        var start = new ProcessStartInfo(pwsh, ["-NoProfile", "-NonInteractive", "-Command", $"$ErrorActionPreference = 'Stop'; Import-Module $env:MODULE_PATH; {script}"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = _session.Folder,
        };
        foreach (var (name, value) in new[]
        {
            ("MODULE_PATH", ModuleSession.ModulePath), ("S3_BUCKET_NAME", bucket), ("S3_ENDPOINT_URL", endpoint.AbsoluteUri), ("AWS_ENDPOINT_URL", endpoint.AbsoluteUri),
            ("IMAGESTORAGE_HOME", _session.Home), ("NO_COLOR", "1"),
        })
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return output;
    }
}
