using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Engine;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands.Bases;

/// <summary>A bulk cmdlet that makes an assignment's picture, with the parameters that describe the picture and its source.</summary>
/// <typeparam name="TResult">The result of one input.</typeparam>
public abstract class NewImageCommand<TResult> : BulkCommand<TResult>
{
    /// <summary>The parameter set for assignments with a picture.</summary>
    protected const string ImageSet = "Image";

    // A warning about a model applies to every picture it makes, so it is shown once.
    private readonly HashSet<string> _warned = [];

    private readonly HashSet<string> _planned = [];
    private ImageBudget? _budget;

    /// <summary>The assignment; a new one by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    public string? AssignmentId
    {
        get;
        set => field = value.NullIfBlank();
    }

    /// <summary>The teacher; by default the record's, or the name of the operating system's user.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true)]
    [OptionalLength(256)]
    public string? TeacherId
    {
        get;
        set => field = value.NullIfBlank();
    }

    /// <summary>The image model; the configured one by default.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ImageSet)]
    public string? ModelId
    {
        get;
        set => field = value.NullIfBlank();
    }

    /// <summary>The seed: the same prompt, model and seed give the same picture.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ImageSet)]
    [OptionalNumber]
    [OptionalRange(0, 4294967294)]
    public long? Seed { get; set; }

    /// <summary>Uses this picture instead of generating one.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ImageSet)]
    [Alias("FullName")]
    public string? Path
    {
        get;
        set => field = value.NullIfBlank();
    }

    /// <summary>Copies the picture of another assignment with the same prompt and model, if there is one.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public SwitchParameter ReuseExisting { get; set; }

    /// <summary>Tags the image so that it never expires.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public SwitchParameter Permanent { get; set; }

    /// <summary>With -WhatIf: writes what would be done as objects, which can be piped into the same cmdlet later.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    public SwitchParameter Plan { get; set; }

    /// <summary>The most that the pictures of this call may cost together by their list prices, in US dollars.</summary>
    [Parameter(ParameterSetName = ImageSet)]
    [ValidateRange(0.0, 1000000.0)]
    public decimal? Budget { get; set; }

    /// <summary>What the plan said would be done; from the output of -Plan.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ImageSet, DontShow = true)]
    [Alias("Action")]
    public string? PlannedAction
    {
        get;
        set => field = value.NullIfBlank();
    }

    /// <summary>Why the plan said so; from the output of -Plan.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ImageSet, DontShow = true)]
    [Alias("Reason")]
    public string? PlannedReason
    {
        get;
        set => field = value.NullIfBlank();
    }

    /// <summary>The switches that the plan was made with; from the output of -Plan.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ImageSet, DontShow = true)]
    [Alias("Option")]
    public string? PlannedOption
    {
        get;
        set => field = value.NullIfBlank();
    }

    /// <summary>What the plan found; from the output of -Plan.</summary>
    [Parameter(ValueFromPipelineByPropertyName = true, ParameterSetName = ImageSet, DontShow = true)]
    public string? Fingerprint
    {
        get;
        set => field = value.NullIfBlank();
    }

    /// <inheritdoc />
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        if (Plan && !this.IsWhatIf())
        {
            ThrowTerminatingError(new ImageStorageException(
                ImageStorageError.ConfigurationInvalid,
                "-Plan only works with -WhatIf, and nothing was made. Add -WhatIf to get the plan, or leave out -Plan to make the pictures.")
                .ToErrorRecord(null));
        }

        var begun = base.BeginAsync(cancellationToken);
        _budget = (Budget ?? Configuration.BudgetUsd) is { } limit ? new ImageBudget(limit) : null;
        return begun;
    }

    /// <summary>The request that the parameters describe.</summary>
    /// <param name="prompt">The prompt; null for the record's.</param>
    private protected NewImageRequest ImageRequest(string? prompt) => new()
    {
        Prompt = prompt,
        AssignmentId = AssignmentId,
        TeacherId = TeacherId,
        ModelId = ModelId,
        Seed = Seed,
        Source = Path is null ? null : ImageSource.FromFile(this.ResolveFile(Path)),
        // A plan is carried out with the switches that it was made with, because they are part of what was looked at.
        ReuseExisting = IsPlanned ? HasPlannedOption(nameof(ReuseExisting)) : ReuseExisting,
        Permanent = IsPlanned ? HasPlannedOption(nameof(Permanent)) : Permanent,
        Force = IsPlanned && HasPlannedOption("Force"),
        Budget = _budget,
        PlanFingerprint = IsPlanned ? Fingerprint : null,
    };

    /// <summary>True when the input is an item of a plan that -Plan wrote.</summary>
    private protected bool IsPlanned => !string.IsNullOrEmpty(Fingerprint);

    /// <summary>Writes an error for an item of a plan that says it would be refused.</summary>
    /// <param name="target">What the user passed in.</param>
    /// <returns>True when the item is not to be carried out.</returns>
    private protected bool RefusesPlanned(object? target)
    {
        if (!IsPlanned || PlannedAction is nameof(PlanAction.Make) or nameof(PlanAction.Reuse))
            return false;

        var error = PlannedAction switch
        {
            nameof(PlanAction.Conflict) => ImageStorageError.AssignmentConflict,
            nameof(PlanAction.Missing) => ImageStorageError.ImageNotFound,
            _ => ImageStorageError.ConfigurationInvalid,
        };
        var message = $"The plan says '{PlannedAction}' for '{AssignmentId}', so nothing was done. {PlannedReason}".TrimEnd();
        WriteError(new ImageStorageException(error, message).ToErrorRecord(target));
        return true;
    }

    /// <inheritdoc />
    private protected override void WritePlan(ImagePlanItem item)
    {
        item = RefuseOverBudget(RefuseTwice(item));
        if (Plan)
            WriteObject(item);
        else
            base.WritePlan(item);
    }

    private ImagePlanItem RefuseOverBudget(ImagePlanItem item)
    {
        if (_budget is null || item.Action != PlanAction.Make || item.Path is not null)
            return item;
        try
        {
            _budget.Reserve(item.ModelId!, item.PriceUsd);
            return item;
        }
        catch (ImageStorageException refusal)
        {
            return item with { Action = PlanAction.Invalid, Reason = refusal.Message };
        }
    }

    // The first of two items makes a picture that the plan of the second could not find.
    private ImagePlanItem RefuseTwice(ImagePlanItem item)
    {
        if (item.Action is not (PlanAction.Make or PlanAction.Reuse) || _planned.Add(item.AssignmentId))
            return item;
        return item with { Action = PlanAction.Conflict, Reason = $"An item before it is for '{item.AssignmentId}' too. Keep one of them." };
    }

    private bool HasPlannedOption(string option) =>
        PlannedOption?.Split(',', StringSplitOptions.TrimEntries).Contains(option, StringComparer.OrdinalIgnoreCase) == true;

    /// <summary>Writes the notes about a picture that its record does not have.</summary>
    /// <param name="image">The picture.</param>
    private protected void WriteNotes(AssignmentImage image)
    {
        if (image.Reused)
            WriteVerbose($"'{image.AssignmentId}' already has this picture, so no model was called.");
        if (image.Warning is not null && _warned.Add(image.Warning))
            WriteWarning(image.Warning);
    }
}
