using ImageStorage.Portal.Creation;
using ImageStorage.Portal.Pictures;

namespace ImageStorage.Portal.Pages;

/// <summary>A picture on its way as the progress page shows it: by its job, or where the job runs on another server, by the record.</summary>
/// <param name="Assignment">The record.</param>
/// <param name="OwnJob">This server's last job of the assignment; null when it has none.</param>
/// <param name="Awaited">The job that the page waits for, on whichever server; null when it waits for none.</param>
/// <param name="IsBusy">True when the server had too much to do to begin.</param>
/// <param name="Now">The moment that is shown.</param>
internal sealed record CreationView(Assignment Assignment, CreationStatus? OwnJob, AwaitedJob? Awaited, bool IsBusy, DateTimeOffset Now)
{
    // No model and store together take longer. A failure on another server before it wrote a record is never seen here.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    /// <summary>The job; null when this server has none, or another server has begun with another picture since its end.</summary>
    public CreationStatus? Job =>
        OwnJob is { HasEnded: true } ended && (Awaited?.Since > ended.StartedAt || Assignment.S3UploadStartedAt > ended.EndedAt) ? null : OwnJob;

    /// <summary>True when a job on another server is waited for.</summary>
    public bool IsElsewhere => Now - BeganElsewhere < Patience;

    /// <summary>True when a job on another server can no longer be hoped for: that server has ended, or failed.</summary>
    private bool IsLost => Now - BeganElsewhere >= Patience;

    private bool HasRecordChanged => !(Assignment.Revision <= Awaited?.After);

    /// <summary>When a job on another server began whose end is not in the record; null without one.</summary>
    private DateTimeOffset? BeganElsewhere => (Job, HasRecordChanged) switch
    {
        (not null, _) => null,
        (_, false) => Awaited!.Since,
        _ when Assignment.S3UploadStatus == S3UploadStatus.Pending => Assignment.S3UploadStartedAt ?? Assignment.CreatedAt,
        _ => null,
    };

    /// <summary>The station that is known of a job on another server.</summary>
    private ImageStage? StageElsewhere => IsElsewhere && HasRecordChanged ? ImageStage.Storing : null;

    /// <summary>True while there is more to come.</summary>
    public bool IsUnderWay => Job is { HasEnded: false } || IsElsewhere;

    /// <summary>True when there is something to show of a picture.</summary>
    public bool HasBegun => Job is not null || IsUnderWay || IsDone;

    /// <summary>True when the picture is stored and may be looked at.</summary>
    public bool IsDone => !IsUnderWay && !IsLost && Job?.State != CreationState.Failed && PictureUrl.Of(Assignment) is not null;

    /// <summary>Why there is no picture; null when there is one, or may be soon.</summary>
    public Notice? Failure => (IsUnderWay, Job, IsBusy) switch
    {
        (true, _, _) => null,
        (_, { Failure: { } failure }, _) => new Notice(failure.Sentence, failure.CorrelationId),
        (_, null, true) => new Notice("The server has many pictures to make just now, and did not begin with this one. Try again in a moment."),
        _ when IsLost => new Notice("The server that makes the picture has not reported for some minutes, so it has probably stopped. Try again."),
        _ when Assignment.S3UploadStatus == S3UploadStatus.Failed => new Notice("The picture could not be stored. Try again."),
        _ => null,
    };

    /// <summary>The stations in their order.</summary>
    public IReadOnlyList<CreationStep> Steps =>
    [
        Step(ImageStage.Generating, "Generating", "The picture is being made, or read."),
        Step(ImageStage.Optimizing, "Optimising", "It is being made smaller."),
        Step(ImageStage.Storing, "Uploading", Job?.Progress is { Stage: ImageStage.Storing, Attempt: > 0 } at ? $"Attempt {at.Attempt} of {at.MaxAttempts}." : "It is being stored."),
        Step(ImageStage.Recorded, "Saved", "The record names it."),
    ];

    /// <summary>Where it stands, in a sentence that is read out when it changes.</summary>
    public string Sentence => this switch
    {
        { StageElsewhere: not null } => "Another server is storing the picture.",
        { IsElsewhere: true } => "Waiting for the server that makes the picture.",
        { Job.State: CreationState.Waiting } => "Waiting for its turn.",
        { Job: { HasEnded: false, Progress: { Stage: ImageStage.Storing, Attempt: > 0 } at } } => $"Uploading, attempt {at.Attempt} of {at.MaxAttempts}.",
        { Job: { HasEnded: false, Progress: { } progress } } => Steps.First(step => step.Stage == progress.Stage).Name + ".",
        { IsUnderWay: true } => "Beginning.",
        { IsDone: true } => "The picture is stored.",
        { Failure: not null } => "There is no new picture.",
        _ => "This assignment has no picture yet.",
    };

    private CreationStep Step(ImageStage stage, string name, string description)
    {
        var reached = IsDone ? ImageStage.Recorded : Job?.Progress?.Stage ?? StageElsewhere;
        var state = reached is null || stage > reached ? "todo" : stage < reached || IsDone ? "done" : Failure is null ? "current" : "failed";
        return new CreationStep(stage, name, description, state);
    }
}
