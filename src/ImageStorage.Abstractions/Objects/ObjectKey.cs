namespace ImageStorage;

/// <summary>
/// The name of a stored object: <c>generated_images/{assignment_id}.webp</c>, with the extension of what is really stored. To make one is
/// to validate it, and nothing else becomes a path or a request.
/// </summary>
public readonly record struct ObjectKey
{
    /// <summary>What every key of a picture begins with.</summary>
    public const string Prefix = "generated_images/";

    /// <summary>The sentinel of a record without a picture.</summary>
    public const string NoImage = "no_image";

    private readonly string? _value;

    private ObjectKey(string value, string assignmentId, ImageFormat format)
    {
        _value = value;
        AssignmentId = assignmentId;
        Format = format;
    }

    /// <summary>The key as text, as records and outputs have it.</summary>
    /// <exception cref="InvalidOperationException">The key is <c>default</c>, which names no object.</exception>
    public string Value => _value ?? throw new InvalidOperationException("An object key is made by For, Parse or TryParse.");

    /// <summary>The assignment that the key names.</summary>
    public string AssignmentId { get; }

    /// <summary>The format that the key's extension names.</summary>
    public ImageFormat Format { get; }

    /// <summary>The key as text.</summary>
    /// <param name="key">The key.</param>
    public static implicit operator string(ObjectKey key) => key.Value;

    /// <summary>The key of an assignment's picture.</summary>
    /// <param name="assignmentId">A valid assignment id.</param>
    /// <param name="format">The format that is stored.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.InvalidAssignmentId"/>.</exception>
    public static ObjectKey For(string assignmentId, ImageFormat format = ImageFormat.WebP) =>
        new(Prefix + ImageStorage.AssignmentId.Validate(assignmentId) + format.Extension(), assignmentId, format);

    /// <summary>Reads a key.</summary>
    /// <param name="text">A key that <see cref="For"/> made.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.InvalidAssignmentId"/> for any other text.</exception>
    public static ObjectKey Parse(string text) => TryParse(text, out var key)
        ? key
        : throw new ImageStorageException(
            ImageStorageError.InvalidAssignmentId, $"'{text}' is not the key of an image. Keys look like {Prefix}quiz-1.webp.");

    /// <summary>Reads a key; false when <paramref name="text"/> is not one that <see cref="For"/> makes.</summary>
    /// <param name="text">The text to look at.</param>
    /// <param name="key">The key.</param>
    public static bool TryParse(string? text, out ObjectKey key)
    {
        key = default;
        if (text is null || !text.StartsWith(Prefix, StringComparison.Ordinal))
            return false;

        var dot = text.LastIndexOf('.');
        if (dot < Prefix.Length || !ImageFormats.TryFromExtension(text[dot..], out var format))
            return false;

        var id = text[Prefix.Length..dot];
        if (!ImageStorage.AssignmentId.IsValid(id))
            return false;

        key = new ObjectKey(text, id, format);
        return true;
    }

    /// <summary>True when a text is the key of an assignment's own picture. Records of other applications may name that of another one.</summary>
    /// <param name="text">The text to look at.</param>
    /// <param name="assignmentId">The assignment.</param>
    public static bool IsOf(string? text, string assignmentId) => TryParse(text, out var key) && key.AssignmentId == assignmentId;

    /// <summary>The key as text.</summary>
    public override string ToString() => Value;
}
