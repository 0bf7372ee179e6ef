using ImageStorage.Portal.Creation;
using ImageStorage.Portal.Pictures;

namespace ImageStorage.Portal.Pages;

/// <summary>The state of a picture on the progress page: from its job, or from the record when the job runs on another server.</summary>
/// <param name="Assignment">The record.</param>
/// <param name="OwnJob">This server's last job for the assignment; null when there is none.</param>
/// <param name="Awaited">The job that the page waits for, on any server; null when it waits for none.</param>
/// <param name="IsBusy">True when the server was too busy to start the job.</param>
/// <param name="Now">The current time.</param>
internal sealed record CreationView(Assignment Assignment, CreationStatus? OwnJob, AwaitedJob? Awaited, bool IsBusy, DateTimeOffset Now)
{
    // Longer than any job takes. A job that fails on another server before it writes the record is noticed only by this timeout.
    private static readonly TimeSpan MaxJobDuration = TimeSpan.FromMinutes(5);

    /// <summary>This server's job; null when there is none, or another server has started a newer one.</summary>
    public CreationStatus? Job =>
        OwnJob is { HasEnded: true } ended && (Awaited?.Since > ended.StartedAt || Assignment.S3UploadStartedAt > ended.EndedAt) ? null : OwnJob;

    /// <summary>True while a job runs on another server.</summary>
    public bool IsOnOtherServer => Now - OtherServerStartedAt < MaxJobDuration;

    /// <summary>True when a job on another server has not finished in time: that server has stopped or failed.</summary>
    private bool IsTimedOut => Now - OtherServerStartedAt >= MaxJobDuration;

    private bool HasRecordChanged => !(Assignment.Revision <= Awaited?.After);

    /// <summary>When an unfinished job on another server started; null when there is none.</summary>
    private DateTimeOffset? OtherServerStartedAt => (Job, HasRecordChanged) switch
    {
        (not null, _) => null,
        (_, false) => Awaited!.Since,
        _ when Assignment.S3UploadStatus == S3UploadStatus.Pending => Assignment.S3UploadStartedAt ?? Assignment.CreatedAt,
        _ => null,
    };

    /// <summary>The stage of a job on another server; null when unknown.</summary>
    private ImageStage? OtherServerStage => IsOnOtherServer && HasRecordChanged ? ImageStage.Storing : null;

    /// <summary>True while a job is unfinished.</summary>
    public bool IsUnderWay => Job is { HasEnded: false } || IsOnOtherServer;

    /// <summary>True when there is a job or a picture to show.</summary>
    public bool HasStarted => Job is not null || IsUnderWay || IsDone;

    /// <summary>True when the picture is stored and can be shown.</summary>
    public bool IsDone => !IsUnderWay && !IsTimedOut && Job?.State != CreationState.Failed && PictureUrl.Of(Assignment) is not null;

    /// <summary>Why there is no picture; null when there is one or a job is unfinished.</summary>
    public Notice? Failure => (IsUnderWay, Job, IsBusy) switch
    {
        (true, _, _) => null,
        (_, { Failure: { } failure }, _) => new Notice(failure.Sentence, failure.CorrelationId),
        (_, null, true) => new Notice("The server is busy with other pictures and has not started this one. Try again in a moment."),
        _ when IsTimedOut => new Notice("The picture was not finished in time. The server that was making it may have stopped. Try again."),
        _ when Assignment.S3UploadStatus == S3UploadStatus.Failed => new Notice("The picture could not be stored. Try again."),
        _ => null,
    };

    /// <summary>The stages in order.</summary>
    public IReadOnlyList<CreationStep> Steps =>
    [
        Step(ImageStage.Generating, "Generating", "The picture is being generated or read."),
        Step(ImageStage.Optimizing, "Optimising", "The file is being made smaller."),
        Step(
            ImageStage.Storing, "Uploading",
            Job?.Progress is { Stage: ImageStage.Storing, Attempt: > 0 } at
                ? $"Attempt {at.Attempt} of {at.MaxAttempts}."
                : "The picture is being stored."),
        Step(ImageStage.Recorded, "Saved", "The picture is part of the assignment."),
    ];

    /// <summary>The state as a sentence, which screen readers announce when it changes.</summary>
    public string Sentence => this switch
    {
        { OtherServerStage: not null } => "Another server is storing the picture.",
        { IsOnOtherServer: true } => "Waiting for the server that is making the picture.",
        { Job.State: CreationState.Waiting } => "Waiting to start.",
        { Job: { HasEnded: false, Progress: { Stage: ImageStage.Storing, Attempt: > 0 } at } } =>
            $"Uploading, attempt {at.Attempt} of {at.MaxAttempts}.",
        { Job: { HasEnded: false, Progress: { } progress } } => Steps.First(step => step.Stage == progress.Stage).Name + ".",
        { IsUnderWay: true } => "Starting.",
        { IsDone: true } => "The picture is stored.",
        { Failure: not null } => "There is no new picture.",
        _ => "This assignment has no picture yet.",
    };

    private CreationStep Step(ImageStage stage, string name, string description)
    {
        var reached = IsDone ? ImageStage.Recorded : Job?.Progress?.Stage ?? OtherServerStage;
        var state = reached is null || stage > reached ? "todo" : stage < reached || IsDone ? "done" : Failure is null ? "current" : "failed";
        return new CreationStep(stage, name, description, state);
    }
}
