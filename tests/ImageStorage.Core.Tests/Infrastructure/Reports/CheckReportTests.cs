using System.Text.Json;
using System.Xml.Linq;

namespace ImageStorage.Infrastructure.Reports;

public sealed class CheckReportTests : IDisposable
{
    private static readonly InfrastructureCheck[] Checks =
    [
        Check("BucketVersioning", CheckArea.Storage, CheckStatus.Passed, "Versioning is on."),
        Check("BucketPolicy", CheckArea.Storage, CheckStatus.Failed, "The policy lets <anybody> | in\nand & out.") with
        {
            Expected = "CloudFront",
            Actual = "*",
            Remedy = "Run deploy.ps1.",
        },
        Check("ModelState", CheckArea.Model, CheckStatus.Warning, "The model ends in 12 days."),
        Check("CdnDeployed", CheckArea.Cdn, CheckStatus.Skipped, "No distribution is named.\u0001"),
    ];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task WriteAsync_json_has_the_summary_and_every_check()
    {
        using var json = JsonDocument.Parse(await WriteAsync("report.json"));

        var summary = json.RootElement.GetProperty("summary");
        Assert.Equal([1, 1, 1, 1], ((string[])["passed", "failed", "warning", "skipped"]).Select(name => summary.GetProperty(name).GetInt32()));
        Assert.Equal(
            Checks.Select(check => (check.Name, check.Detail)),
            json.RootElement.GetProperty("checks").EnumerateArray()
                .Select(check => (check.GetProperty("name").GetString()!, check.GetProperty("detail").GetString()!)));
    }

    [Fact]
    public async Task WriteAsync_junit_has_a_suite_an_area_with_its_failures_and_skips()
    {
        var suites = XDocument.Parse(await WriteAsync("report.xml")).Root!;

        Assert.Equal(("4", "1", "1"), Counts(suites));
        Assert.Equal(["Storage", "Model", "Cdn"], suites.Elements("testsuite").Select(suite => suite.Attribute("name")!.Value));
        Assert.Equal("BucketPolicy", suites.Descendants("failure").Single().Parent!.Attribute("name")!.Value);
        Assert.Contains("Actual: *", suites.Descendants("failure").Single().Value, StringComparison.Ordinal);
        Assert.Equal("CdnDeployed", suites.Descendants("skipped").Single().Parent!.Attribute("name")!.Value);
    }

    [Fact]
    public async Task WriteAsync_junit_replaces_characters_that_xml_cannot_hold()
    {
        var suites = XDocument.Parse(await WriteAsync("report.xml")).Root!;

        Assert.Equal("No distribution is named.\uFFFD", suites.Descendants("skipped").Single().Attribute("message")!.Value);
    }

    [Fact]
    public async Task WriteAsync_markdown_keeps_a_hostile_finding_in_its_cell()
    {
        var rows = (await WriteAsync("report.md")).Split('\n').Where(line => line.StartsWith("| ", StringComparison.Ordinal)).ToArray();

        Assert.Equal(1 + Checks.Length, rows.Length);
        Assert.All(rows, row => Assert.Equal(5, row.Count(character => character == '|')));
        Assert.DoesNotContain("<anybody>", string.Join('\n', rows), StringComparison.Ordinal);
    }

    [Fact]
    public async Task WriteAsync_another_extension_is_refused_and_nothing_is_written()
    {
        var refused = await Assert.ThrowsAsync<ImageStorageException>(() => WriteAsync("report.html"));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, refused.Error);
        Assert.Empty(Directory.EnumerateFiles(_folder.Path));
    }

    private static InfrastructureCheck Check(string name, CheckArea area, CheckStatus status, string detail) =>
        new() { Name = name, Area = area, Status = status, Detail = detail, Duration = TimeSpan.FromMilliseconds(12) };

    private static (string, string, string) Counts(XElement element) =>
        (element.Attribute("tests")!.Value, element.Attribute("failures")!.Value, element.Attribute("skipped")!.Value);

    private async Task<string> WriteAsync(string name)
    {
        var path = Path.Combine(_folder.Path, name);
        await CheckReport.WriteAsync(Checks, path, TestContext.Current.CancellationToken);
        return await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken);
    }
}
