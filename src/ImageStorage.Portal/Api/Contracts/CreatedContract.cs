namespace ImageStorage.Portal.Api.Contracts;

/// <summary>The result of creating an assignment or a picture.</summary>
internal sealed record CreatedContract
{
    public required AssignmentContract Assignment { get; init; }
    public required DurationsContract DurationsMs { get; init; }

    /// <summary>False when the original bytes were kept; null without a picture.</summary>
    public bool? Optimized { get; init; }

    /// <summary>True when the picture existed and none was created.</summary>
    public bool Reused { get; init; }

    /// <summary>What differs from the request; null when nothing does.</summary>
    public string? Warning { get; init; }

    /// <summary>The id in every log line about this request.</summary>
    public required string CorrelationId { get; init; }
}
