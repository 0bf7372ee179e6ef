namespace ImageStorage.Cmdlets.Binding;

/// <summary>Optional texts, of which a CSV file has blank cells.</summary>
internal static class OptionalText
{
    /// <summary>The text; null when it is blank.</summary>
    public static string? NullIfBlank(this string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
