using System.Text.Json;
using Amazon.CloudWatch;
using Amazon.CloudWatch.Model;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>The dashboard, with its widgets.</summary>
internal sealed class DashboardChecks(Lazy<IAmazonCloudWatch> client, CheckCalls calls) : ICheckFamily
{
    private const string Remedy = "Run terraform apply, which makes the dashboard again.";

    public IEnumerable<Check> Checks(InfrastructureRequest request, CancellationToken stop) => request.Expectations.DashboardName is { } name
        ? [new(CheckNames.Dashboard, CheckArea.Monitoring, token => JudgeAsync(name, request.Expectations.WidgetTitles, token))]
        :
        [
            Check.NotNamed(
                request, CheckNames.Dashboard, CheckArea.Monitoring, "The dashboard's name is not known.",
                "Give -DashboardName or -TerraformOutput."),
        ];

    private async Task<Finding> JudgeAsync(string name, IReadOnlyList<string>? expectedTitles, CancellationToken cancellationToken)
    {
        var expected = expectedTitles is null ? "widgets" : $"{expectedTitles.Count} widgets";
        var answer = await calls.AskAsync(
            "cloudwatch:GetDashboard",
            name,
            token => client.Value.GetDashboardAsync(new GetDashboardRequest { DashboardName = name }, token),
            cancellationToken,
            "ResourceNotFound", "DashboardNotFoundError", "ResourceNotFoundException").ConfigureAwait(false);
        if (answer is null)
            return Finding.Failed(expected, "none", $"There is no dashboard '{name}'.", Remedy);

        var titles = Titles(answer.DashboardBody ?? "");
        string[] missing = [.. (expectedTitles ?? []).Except(titles)];
        var actual = $"{titles.Count} widgets";
        if (missing.Length > 0)
        {
            return Finding.Failed(
                expected, $"{actual}, without {string.Join(", ", missing)}",
                $"The dashboard '{name}' lacks {string.Join(", ", missing.Select(title => $"'{title}'"))}.", Remedy);
        }

        return titles.Count > 0
            ? Finding.Passed(expected, actual, $"The dashboard '{name}' has {actual}.")
            : Finding.Failed(expected, actual, $"The dashboard '{name}' is empty.", Remedy);
    }

    private static List<string> Titles(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement.TryGetProperty("widgets", out var widgets) ? [.. widgets.EnumerateArray().Select(Title)] : [];
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            throw CheckNotMadeException.Unknown(
                "The dashboard's body could not be read: it is not JSON of the known form.", innerException: exception);
        }
    }

    private static string Title(JsonElement widget) =>
        widget.TryGetProperty("properties", out var properties) && properties.TryGetProperty("title", out var title)
            ? title.GetString() ?? ""
            : "";
}
