namespace ImageStorage.Portal.Api.Contracts;

/// <summary>A request to generate an assignment's picture again.</summary>
internal sealed record NewImageContract
{
    /// <summary>Another prompt; null for the assignment's own.</summary>
    public string? Prompt { get; init; }

    /// <summary>0 to 4294967294; null for a seed that the model chooses.</summary>
    public long? Seed { get; init; }

    /// <summary>The image model; null for the configured one.</summary>
    public string? ModelId { get; init; }
}
