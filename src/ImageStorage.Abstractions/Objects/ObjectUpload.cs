namespace ImageStorage;

/// <summary>An object to be stored.</summary>
public sealed record ObjectUpload
{
    /// <summary>A key that <see cref="ObjectKey.For"/> made.</summary>
    public required string Key { get; init; }

    /// <summary>The bytes; at most <see cref="ImageLimits.MaxBytes"/>.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>SHA-256 of <see cref="Data"/>, 32 bytes, computed once by the caller.</summary>
    public required ReadOnlyMemory<byte> Sha256 { get; init; }

    /// <summary>The media type of <see cref="Data"/>.</summary>
    public required string ContentType { get; init; }

    /// <summary>The metadata that is stored with the object.</summary>
    public required ObjectMetadata Metadata { get; init; }

    /// <summary>True to replace other bytes under the key.</summary>
    public bool Overwrite { get; init; }

    /// <summary>
    /// True for tag <c>lifecycle=permanent</c> (never expires); false for <c>lifecycle=standard</c>, unless what is replaced was permanent.
    /// </summary>
    public bool Permanent { get; init; }

    /// <summary>Receives the number of each attempt, from 1, as it begins; may be called from any thread.</summary>
    public IProgress<int>? Attempts { get; init; }
}
