namespace ImageStorage;

/// <summary>Keys of stored objects: <c>generated_images/{assignment_id}.webp</c>, with the extension of the format that is stored.</summary>
public static class ObjectKey
{
    /// <summary>What every key of a picture begins with.</summary>
    public const string Prefix = "generated_images/";

    /// <summary>The sentinel of a record without a picture.</summary>
    public const string NoImage = "no_image";

    /// <summary>The key of an assignment's picture.</summary>
    /// <param name="assignmentId">A valid assignment id.</param>
    /// <param name="format">The format that is stored.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.InvalidAssignmentId"/>.</exception>
    public static string For(string assignmentId, ImageFormat format = ImageFormat.WebP) =>
        Prefix + AssignmentId.Validate(assignmentId) + format.Extension();

    /// <summary>True when <paramref name="key"/> is a key that <see cref="For"/> makes; only such a key ever becomes a path or a URL.</summary>
    /// <param name="key">The text to check.</param>
    /// <param name="assignmentId">The id within the key, or an empty string.</param>
    /// <param name="format">The format that the key's extension names.</param>
    public static bool TryParse(string? key, out string assignmentId, out ImageFormat format)
    {
        assignmentId = "";
        format = default;
        if (key is null || !key.StartsWith(Prefix, StringComparison.Ordinal))
            return false;

        var dot = key.LastIndexOf('.');
        if (dot < Prefix.Length || !ImageFormats.TryFromExtension(key[dot..], out format))
            return false;

        var id = key[Prefix.Length..dot];
        if (!AssignmentId.IsValid(id))
            return false;

        assignmentId = id;
        return true;
    }

    /// <summary>True for the key of an assignment's own picture. Records of other applications may name another assignment's.</summary>
    /// <param name="key">The text to check.</param>
    /// <param name="assignmentId">The assignment.</param>
    public static bool IsOf(string? key, string assignmentId) => TryParse(key, out var id, out _) && id == assignmentId;

    /// <summary>Splits a key into its assignment id and format.</summary>
    /// <param name="key">A key that <see cref="For"/> made.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.InvalidAssignmentId"/> for any other text.</exception>
    public static (string AssignmentId, ImageFormat Format) Parse(string key) => TryParse(key, out var assignmentId, out var format)
        ? (assignmentId, format)
        : throw new ImageStorageException(
            ImageStorageError.InvalidAssignmentId, $"'{key}' is not the key of an image. Keys look like {Prefix}quiz-1.webp.");
}
