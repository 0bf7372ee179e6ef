using System.Buffers;

namespace ImageStorage;

/// <summary>
/// The rule for assignment ids: 1 to 128 characters of A-Z a-z 0-9 _ -, so that one is safe in a key, a path and a URL, and not
/// <see cref="ObjectKey.NoImage"/>, which stands for no picture where an id or a key can stand.
/// </summary>
public static class AssignmentId
{
    /// <summary>The most characters that an id may have.</summary>
    public const int MaxLength = 128;

    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-");

    /// <summary>True when <paramref name="value"/> is an assignment id.</summary>
    /// <param name="value">The text to look at.</param>
    public static bool IsValid([System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? value) =>
        value is { Length: >= 1 and <= MaxLength } and not ObjectKey.NoImage && value.AsSpan().IndexOfAnyExcept(Allowed) < 0;

    /// <summary>Returns <paramref name="value"/> when it is a valid assignment id.</summary>
    /// <param name="value">The text to check.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.InvalidAssignmentId"/>.</exception>
    public static string Validate(string? value) => IsValid(value)
        ? value
        : throw new ImageStorageException(
            ImageStorageError.InvalidAssignmentId,
            value == ObjectKey.NoImage
                ? $"'{value}' cannot be an assignment id: it marks records without a picture. Use another id."
                : $"'{Shorten(value)}' is not an assignment id. Use 1 to {MaxLength} letters, digits, hyphens and underscores (A-Z a-z 0-9 _ -).");

    /// <summary>A new id that sorts by its creation time (UUID version 7, RFC 9562).</summary>
    /// <param name="now">The time that the id carries.</param>
    public static string Create(DateTimeOffset now) => Guid.CreateVersion7(now).ToString("N");

    private static string? Shorten(string? value) => value is { Length: > 60 } ? string.Concat(value.AsSpan(0, 57), "...") : value;
}
