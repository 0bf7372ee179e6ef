namespace ImageStorage;

/// <summary>The result of one check of the infrastructure.</summary>
public sealed record InfrastructureCheck
{
    /// <summary>The check's name, such as <c>BucketVersioning</c>. Names do not change between versions.</summary>
    public required string Name { get; init; }

    /// <summary>The part of the infrastructure that it is about.</summary>
    public required CheckArea Area { get; init; }

    /// <summary>How it ended.</summary>
    public required CheckStatus Status { get; init; }

    /// <summary>What should be there.</summary>
    public string? Expected { get; init; }

    /// <summary>What is there; null when it could not be read.</summary>
    public string? Actual { get; init; }

    /// <summary>The finding in a sentence; of a skipped check the reason.</summary>
    public required string Detail { get; init; }

    /// <summary>What to do; null when there is nothing to do.</summary>
    public string? Remedy { get; init; }

    /// <summary>How long it took.</summary>
    public TimeSpan Duration { get; init; }

    /// <summary>The run that made it, as in every log line of that run.</summary>
    public string? CorrelationId { get; init; }
}
