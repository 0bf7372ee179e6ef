namespace ImageStorage;

/// <summary>A known image model.</summary>
public sealed record ImageModel
{
    /// <summary>The id, as passed to -ModelId.</summary>
    public required string Id { get; init; }

    /// <summary>The provider whose request body it takes: <c>stability</c>, <c>amazon</c>; <c>offline</c> for the built-in one.</summary>
    public required string Family { get; init; }

    /// <summary>The AWS regions known to offer it; none for the built-in one.</summary>
    public IReadOnlyList<string> Regions { get; init; } = [];

    /// <summary>The sizes it can generate, <c>WxH</c> in pixels; the first is the one that is requested.</summary>
    public IReadOnlyList<string> Sizes { get; init; } = [];

    /// <summary>The longest prompt in Unicode characters; null: any.</summary>
    public int? MaxPromptLength { get; init; }

    /// <summary>The largest seed; the smallest is 0.</summary>
    public required long MaxSeed { get; init; }

    /// <summary>The day of its end of life; null when none is known.</summary>
    public DateOnly? EndOfLife { get; init; }

    /// <summary>Its state today, as the module knows it.</summary>
    public required ImageModelState State { get; init; }

    /// <summary>The model that replaces it; null when none is named.</summary>
    public string? Successor { get; init; }

    /// <summary>The list price of one picture in US dollars; null when it is not known.</summary>
    public decimal? ListPriceUsd { get; init; }

    /// <summary>Its state as AWS reported it just now; null when AWS was not asked.</summary>
    public ImageModelState? LiveState { get; init; }
}
