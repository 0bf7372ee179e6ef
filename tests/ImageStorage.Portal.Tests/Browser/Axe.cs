using System.Text.Json;
using Microsoft.Playwright;

namespace ImageStorage.Portal.Browser;

/// <summary>Accessibility checks with axe-core (https://github.com/dequelabs/axe-core).</summary>
internal static class Axe
{
    private static readonly string Script = Path.Combine(ProjectFolder.Path, "node_modules", "axe-core", "axe.min.js");

    /// <summary>The serious and critical violations of a page, one line each. Skips the calling test when axe-core is not installed.</summary>
    public static async Task<IReadOnlyList<string>> ViolationsAsync(IPage page)
    {
        if (!File.Exists(Script))
            Assert.Skip("axe-core is not installed");

        await page.EvaluateAsync(await File.ReadAllTextAsync(Script));
        var violations = await page.EvaluateAsync<JsonElement>(
            "async () => (await axe.run()).violations.map("
            + "v => ({ impact: v.impact, id: v.id, nodes: v.nodes.map(n => n.html + ' ' + n.failureSummary) }))");
        return [.. violations.EnumerateArray()
            .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
            .Select(violation => violation.GetRawText())];
    }
}
