using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;

namespace ImageStorage.Portal.Telemetry;

/// <summary>The metrics endpoint.</summary>
public sealed partial class MetricsTests(PortalFixture fixture) : IClassFixture<PortalFixture>
{
    [Fact]
    public async Task Metrics_are_lines_of_the_text_format_each_under_its_type()
    {
        var lines = (await WorkAndReadAsync()).TrimEnd('\n').Split('\n');

        var types = new Dictionary<string, string>();
        foreach (var line in lines)
        {
            if (Comment().Match(line) is { Success: true } comment)
            {
                if (comment.Groups["kind"].Value == "TYPE")
                    Assert.True(types.TryAdd(comment.Groups["name"].Value, comment.Groups["text"].Value), "Twice: " + line);
                continue;
            }

            var sample = Sample().Match(line);
            Assert.True(sample.Success, "No sample: " + line);
            var name = sample.Groups["name"].Value;
            Assert.True(types.ContainsKey(name) || types.GetValueOrDefault(HistogramPart().Replace(name, "")) == "histogram", "No type: " + line);
        }

        Assert.Equal(["counter", "gauge", "histogram"], types.Values.Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Metrics_count_requests_by_route_and_the_cores_operations_by_result()
    {
        var text = await WorkAndReadAsync();

        var requests = Samples(text, "http_server_request_duration_seconds_count")
            .Where(sample => sample.Labels.Contains("http_route=\"/api/v1/assignments/{id}\"", StringComparison.Ordinal));
        Assert.Contains(
            requests, sample => sample.Labels.Contains("http_response_status_code=\"404\"", StringComparison.Ordinal) && sample.Value >= 1);
        Assert.Contains(
            Samples(text, "imagestorage_operations_total"),
            sample => sample.Labels.Contains("success", StringComparison.Ordinal) && sample.Value >= 1);
        Assert.True(Samples(text, "imagestorage_bytes_stored_bytes_total").Sum(sample => sample.Value) > 0);
    }

    [Fact]
    public async Task Buckets_of_a_histogram_grow_to_its_count()
    {
        var text = await WorkAndReadAsync();

        var counts = Samples(text, "http_server_request_duration_seconds_count").ToList();
        Assert.NotEmpty(counts);
        Assert.All(counts, count =>
        {
            var buckets = Samples(text, "http_server_request_duration_seconds_bucket")
                .Where(bucket => bucket.Labels.StartsWith(count.Labels + ",le=", StringComparison.Ordinal)).Select(bucket => bucket.Value).ToList();
            Assert.Equal(Series.Bounds.Length + 1, buckets.Count);
            Assert.Equal(buckets.Order(), buckets);
            Assert.Equal(count.Value, buckets[^1]);
        });
    }

    [Fact]
    public async Task Metrics_name_nobody_and_no_assignment()
    {
        var assignment = await fixture.MakeAsync();
        using (await (await fixture.AsAsync(Caller.Owner)).GetAsync($"/assignments/{assignment.AssignmentId}", TestContext.Current.CancellationToken))
        {
        }

        var text = await WorkAndReadAsync();

        Assert.DoesNotContain(assignment.AssignmentId, text, StringComparison.Ordinal);
        Assert.DoesNotContain("t-1", text, StringComparison.Ordinal);
    }

    /// <summary>Creates a picture, requests a missing one, and returns the metrics.</summary>
    private async Task<string> WorkAndReadAsync()
    {
        var client = await fixture.AsAsync(Caller.Owner);
        var before = NotFound(await ReadAsync(client));
        using (var made = await client.PostAsJsonAsync("/api/v1/assignments", new { prompt = "a lake" }, TestContext.Current.CancellationToken))
            Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        using (await client.GetAsync("/api/v1/assignments/nothing-here", TestContext.Current.CancellationToken))
        {
        }

        // A request is counted shortly after its response has been sent.
        for (var waited = Stopwatch.StartNew(); ;)
        {
            var text = await ReadAsync(client);
            if (NotFound(text) > before || waited.Elapsed > TimeSpan.FromSeconds(30))
                return text;
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }
    }

    private static double NotFound(string text) => Samples(text, "http_server_request_duration_seconds_count")
        .Where(sample => sample.Labels.Contains("http_response_status_code=\"404\"", StringComparison.Ordinal)).Sum(sample => sample.Value);

    private static async Task<string> ReadAsync(HttpClient client)
    {
        using var answer = await client.GetAsync("/metrics", TestContext.Current.CancellationToken);
        Assert.Equal("text/plain; version=0.0.4; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static IEnumerable<(string Labels, double Value)> Samples(string text, string name) =>
        text.Split('\n').Select(line => Sample().Match(line))
        .Where(sample => sample.Success && sample.Groups["name"].Value == name)
        .Select(sample => (sample.Groups["labels"].Value, double.Parse(sample.Groups["value"].Value, CultureInfo.InvariantCulture)));

    [GeneratedRegex("^# (?<kind>HELP|TYPE) (?<name>[a-zA-Z_:][a-zA-Z0-9_:]*) (?<text>.+)$")]
    private static partial Regex Comment();

    [GeneratedRegex(
        """^(?<name>[a-zA-Z_:][a-zA-Z0-9_:]*)(\{(?<labels>[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*"(,[a-zA-Z_][a-zA-Z0-9_]*="([^"\\]|\\.)*")*)\})?"""
        + """ (?<value>[-+0-9.eE]+|[+-]Inf|NaN)$""")]
    private static partial Regex Sample();

    [GeneratedRegex("_(bucket|sum|count)$")]
    private static partial Regex HistogramPart();
}
