namespace ImageStorage;

/// <summary>A picture to be made, or brought along, for an assignment.</summary>
public sealed record NewImageRequest
{
    /// <summary>The prompt; null to use the one that the record already has.</summary>
    public string? Prompt { get; init; }

    /// <summary>The assignment; null for a new one.</summary>
    public string? AssignmentId { get; init; }

    /// <summary>The teacher; null to keep the record's, or for a new record the name of the operating system's user.</summary>
    public string? TeacherId { get; init; }

    /// <summary>The questions; null to keep the record's.</summary>
    public IReadOnlyList<QuestionAnswer>? QuestionAnswers { get; init; }

    /// <summary>A picture to use where none is to be generated.</summary>
    public ImageSource? Source { get; init; }

    /// <summary>The model; null for the configured one.</summary>
    public string? ModelId { get; init; }

    /// <summary>The seed, 0 to 4294967294; null for the model's choice.</summary>
    public long? Seed { get; init; }

    /// <summary>True to replace a picture that is there.</summary>
    public bool Force { get; init; }

    /// <summary>True for a picture that never expires.</summary>
    public bool Permanent { get; init; }

    /// <summary>
    /// True to take the picture of the newest record that was made of the same prompt, model and, when one is given, seed, where there is one:
    /// it is copied, and no model is asked nor billed. A picture that the assignment has is still replaced only with <see cref="Force"/>, and
    /// never by itself: when no other record has such a picture, <see cref="Force"/> makes a new one.
    /// </summary>
    public bool ReuseExisting { get; init; }

    /// <summary>True when the assignment must be a new one: an existing record is then an error.</summary>
    public bool MustBeNew { get; init; }

    /// <summary>The budget that pays for a generated picture, shared by several requests; null for none.</summary>
    public ImageBudget? Budget { get; init; }

    /// <summary>
    /// The <see cref="ImagePlanItem.Fingerprint"/> of the plan that this request carries out: it is refused as
    /// <see cref="ImageStorageError.AssignmentConflict"/> when the stores, the file or the price have changed since. Null without a plan.
    /// </summary>
    public string? PlanFingerprint { get; init; }
}
