namespace ImageStorage;

/// <summary>An object to be stored.</summary>
public sealed record ObjectUpload
{
    /// <summary>The object key.</summary>
    public required ObjectKey Key { get; init; }

    /// <summary>The bytes; at most <see cref="ImageLimits.MaxBytes"/>.</summary>
    public required ReadOnlyMemory<byte> Data { get; init; }

    /// <summary>The hash of <see cref="Data"/>, which the store writes into the metadata.</summary>
    public required ContentHash Sha256 { get; init; }

    /// <summary>The media type of <see cref="Data"/>.</summary>
    public required string ContentType { get; init; }

    /// <summary>What the object says of itself, but for its hash.</summary>
    public required ObjectMetadata Metadata { get; init; }

    /// <summary>True to replace other bytes under the key.</summary>
    public bool Overwrite { get; init; }

    /// <summary>
    /// True for tag <c>lifecycle=permanent</c> (never expires); false for <c>lifecycle=standard</c>, unless what is replaced was permanent.
    /// </summary>
    public bool Permanent { get; init; }

    /// <summary>Gets each attempt as it begins; may be called from any thread.</summary>
    public IProgress<UploadAttempt>? Attempts { get; init; }
}
