namespace ImageStorage.Portal.Api.Contracts;

/// <summary>What a request made.</summary>
internal sealed record CreatedContract
{
    public required AssignmentContract Assignment { get; init; }
    public required DurationsContract DurationsMs { get; init; }

    /// <summary>False when the original's bytes were kept; null without a picture.</summary>
    public bool? Optimized { get; init; }

    /// <summary>True when the picture was there already and nothing was made.</summary>
    public bool Reused { get; init; }

    /// <summary>What did not go as asked; null when all did.</summary>
    public string? Warning { get; init; }

    /// <summary>In every log line about this request.</summary>
    public required string CorrelationId { get; init; }
}
