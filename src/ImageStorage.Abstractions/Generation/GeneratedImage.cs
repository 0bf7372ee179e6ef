namespace ImageStorage;

/// <summary>A picture as its model made it.</summary>
public sealed record GeneratedImage
{
    /// <summary>The encoded picture.</summary>
    public required byte[] Data { get; init; }

    /// <summary>The format of <see cref="Data"/>.</summary>
    public required ImageFormat Format { get; init; }

    /// <summary>The model that made it.</summary>
    public required string ModelId { get; init; }

    /// <summary>The seed that was used, when the model tells.</summary>
    public long? Seed { get; init; }
}
