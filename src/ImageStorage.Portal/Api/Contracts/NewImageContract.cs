namespace ImageStorage.Portal.Api.Contracts;

/// <summary>A request for a new picture of an assignment.</summary>
internal sealed record NewImageContract
{
    /// <summary>Other words; null to keep the assignment's.</summary>
    public string? Prompt { get; init; }

    /// <summary>0 to 4294967294; null for the model's choice.</summary>
    public long? Seed { get; init; }

    /// <summary>The image model; null for the configured one.</summary>
    public string? ModelId { get; init; }
}
