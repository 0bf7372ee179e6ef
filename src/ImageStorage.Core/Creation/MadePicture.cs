namespace ImageStorage.Creation;

/// <summary>A picture that is ready to be stored, made or copied.</summary>
internal sealed record MadePicture
{
    public required byte[] Data { get; init; }

    /// <summary>Of <see cref="Data"/>.</summary>
    public required ReadOnlyMemory<byte> Sha256 { get; init; }

    public required ImageFormat Format { get; init; }

    /// <summary>The format that it had before.</summary>
    public required string OriginalFormat { get; init; }

    /// <summary>False when the original's bytes were kept.</summary>
    public required bool Optimized { get; init; }

    /// <summary>What the record says of it.</summary>
    public required ImageMetadata Numbers { get; init; }

    /// <summary>True for the copy of another record's picture.</summary>
    public bool Reused { get; init; }

    public string? Warning { get; init; }

    public static string? Join(params string?[] warnings) =>
        warnings.OfType<string>().ToArray() is { Length: > 0 } told ? string.Join(' ', told) : null;
}
