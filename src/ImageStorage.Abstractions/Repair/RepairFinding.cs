namespace ImageStorage;

/// <summary>One thing that a repair found.</summary>
public sealed record RepairFinding
{
    /// <summary>The assignment of the record, or the one that an orphan's key tells.</summary>
    public required string AssignmentId { get; init; }

    /// <summary>The object key.</summary>
    public required string Key { get; init; }

    /// <summary>What does not fit.</summary>
    public required RepairProblem Problem { get; init; }

    /// <summary>What mends it.</summary>
    public required RepairAction Action { get; init; }

    /// <summary>True when the action was carried out; false when it was only listed, or somebody else changed the record meanwhile.</summary>
    public bool Mended { get; init; }

    /// <summary>The finding in a sentence.</summary>
    public required string Detail { get; init; }

    /// <summary>The run that found it, as in every log line of that run.</summary>
    public string? CorrelationId { get; init; }
}
