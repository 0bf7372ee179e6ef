namespace ImageStorage;

/// <summary>One thing that a repair found.</summary>
public sealed record RepairFinding
{
    /// <summary>The assignment of the record, or the one in the key of an orphan.</summary>
    public required string AssignmentId { get; init; }

    /// <summary>The object key.</summary>
    public required string Key { get; init; }

    /// <summary>What does not match.</summary>
    public required RepairProblem Problem { get; init; }

    /// <summary>What repairs it.</summary>
    public required RepairAction Action { get; init; }

    /// <summary>True when the action was carried out; false when the finding was only listed.</summary>
    public bool Mended { get; init; }

    /// <summary>The finding in a sentence.</summary>
    public required string Detail { get; init; }

    /// <summary>The run that found it, as in every log line of that run.</summary>
    public string? CorrelationId { get; init; }
}
