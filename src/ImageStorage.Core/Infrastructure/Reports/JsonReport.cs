using System.Text.Json;

namespace ImageStorage.Infrastructure.Reports;

/// <summary>Checks as JSON: a summary, and each check.</summary>
internal static class JsonReport
{
    public static byte[] Render(IReadOnlyList<InfrastructureCheck> checks)
    {
        using var buffer = new MemoryStream();
        using (var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Indented = true }))
        {
            json.WriteStartObject();
            json.WriteStartObject("summary");
            foreach (var status in Enum.GetValues<CheckStatus>())
                json.WriteNumber(Name(status), checks.Count(check => check.Status == status));
            json.WriteEndObject();
            json.WriteStartArray("checks");
            foreach (var check in checks)
                Write(json, check);
            json.WriteEndArray();
            json.WriteEndObject();
        }

        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter json, InfrastructureCheck check)
    {
        json.WriteStartObject();
        json.WriteString("name", check.Name);
        json.WriteString("area", check.Area.ToString());
        json.WriteString("status", Name(check.Status));
        json.WriteString("expected", check.Expected);
        json.WriteString("actual", check.Actual);
        json.WriteString("detail", check.Detail);
        json.WriteString("remedy", check.Remedy);
        json.WriteNumber("duration_ms", Math.Round(check.Duration.TotalMilliseconds));
        json.WriteString("correlation_id", check.CorrelationId);
        json.WriteEndObject();
    }

    private static string Name(CheckStatus status) => status.ToString().ToLowerInvariant();
}
