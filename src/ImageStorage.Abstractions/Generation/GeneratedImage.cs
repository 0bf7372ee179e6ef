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

    /// <summary>The seed that was used; null when the model does not return it.</summary>
    public long? Seed { get; init; }

    /// <summary>The provider's id of the request, to find it in the provider's logs; null for the offline model.</summary>
    public string? RequestId { get; init; }

    /// <summary>The list price of this picture in US dollars; null when it is not known.</summary>
    public decimal? PriceUsd { get; init; }

    /// <summary>A warning about the model, such as that its end of life is near; null for none.</summary>
    public string? Warning { get; init; }
}
