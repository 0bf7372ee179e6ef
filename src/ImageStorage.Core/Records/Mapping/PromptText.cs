namespace ImageStorage.Records.Mapping;

/// <summary>The search for text in prompts. A store may narrow down what it reads, but this decides, so that all stores find the same.</summary>
internal static class PromptText
{
    /// <summary>True when the query asks for no text, or for one that the prompt contains.</summary>
    public static bool IsMetBy(string prompt, AssignmentQuery query) =>
        string.IsNullOrEmpty(query.Text) || prompt.Contains(query.Text, StringComparison.OrdinalIgnoreCase);
}
