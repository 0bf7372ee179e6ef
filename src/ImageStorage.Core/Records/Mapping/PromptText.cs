namespace ImageStorage.Records.Mapping;

/// <summary>The search for text in prompts. A store may preselect records, but this decides, so that all stores find the same ones.</summary>
internal static class PromptText
{
    /// <summary>True when the query has no text, or the prompt contains it.</summary>
    public static bool IsMetBy(string prompt, AssignmentQuery query) =>
        string.IsNullOrEmpty(query.Text) || prompt.Contains(query.Text, StringComparison.OrdinalIgnoreCase);
}
