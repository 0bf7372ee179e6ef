namespace ImageStorage;

/// <summary>
/// What a call would do with one item, and why. Piped into the same cmdlet again, it is carried out when nothing has changed since.
/// </summary>
public sealed record ImagePlanItem
{
    /// <summary>The assignment; for a new assignment without an id, the id that it will get.</summary>
    public required string AssignmentId { get; init; }

    /// <summary>What would be done.</summary>
    public PlanAction Action { get; init; }

    /// <summary>The list price in US dollars; 0 when nothing is generated, null when the model's price is not known.</summary>
    public decimal? PriceUsd { get; init; } = 0;

    /// <summary>Why, as a sentence.</summary>
    public string Reason { get; init; } = "";

    /// <summary>The prompt.</summary>
    public string? Prompt { get; init; }

    /// <summary>The model that would be asked, or that the item names.</summary>
    public string? ModelId { get; init; }

    /// <summary>The seed; null for the model's choice.</summary>
    public long? Seed { get; init; }

    /// <summary>The full path of the file that is used instead of a generated picture.</summary>
    public string? Path { get; init; }

    /// <summary>The teacher, when the item names one.</summary>
    public string? TeacherId { get; init; }

    /// <summary>The full path of the file with the questions.</summary>
    public string? QuestionPath { get; init; }

    /// <summary>The assignment whose picture is used.</summary>
    public string? ReusedFrom { get; init; }

    /// <summary>The switches that the item was planned with: Force, Permanent, ReuseExisting, with commas between.</summary>
    public string? Option { get; init; }

    /// <summary>
    /// The decision and the state of the stores that it was based on, as a hash; null for what cannot be carried out from a plan.
    /// </summary>
    public string? Fingerprint { get; init; }
}
