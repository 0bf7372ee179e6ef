using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Engine;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Finds and repairs what crashes left: pending records, records without their image, images without a record.</summary>
[Cmdlet(VerbsDiagnostic.Repair, "AssignmentImage", SupportsShouldProcess = true, ConfirmImpact = ConfirmImpact.High)]
[OutputType(typeof(RepairFinding))]
public sealed class RepairAssignmentImageCommand : ImageStorageCommand
{
    // The options validate themselves, so a value they refuse is reported as a parameter error.
    private RepairOptions _options = new();
    private bool _asksAboutRecords;

    /// <summary>Anything that started less than this long ago is left alone.</summary>
    [Parameter]
    [SecondsTransformation]
    [ValidateDuration(0, 365 * 24 * 3600)]
    public TimeSpan GracePeriod
    {
        get => _options.GracePeriod;
        set => _options = _options with { GracePeriod = value };
    }

    /// <summary>Deletes images that no record names.</summary>
    [Parameter]
    public SwitchParameter RemoveOrphan { get; set; }

    /// <summary>How many images may be deleted, and how many records set to failed, by this call.</summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int MaxRemove
    {
        get => _options.MaxRemove ?? 0;
        set => _options = _options with { MaxRemove = value };
    }

    /// <summary>The share of the images, or of the records, that may go without -MaxRemove, in per cent.</summary>
    [Parameter]
    [ValidateRange(0, 100)]
    public int MaxRemovePercent
    {
        get => _options.MaxRemovePercent;
        set => _options = _options with { MaxRemovePercent = value };
    }

    /// <summary>How many records or images are checked at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 128)]
    public int ThrottleLimit
    {
        get => _options.Parallelism;
        set => _options = _options with { Parallelism = value };
    }

    /// <inheritdoc />
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        _asksAboutRecords = WantsQuestion;
        var options = _options with { RemoveOrphans = RemoveOrphan, Approve = ApproveAsync, ApproveBatch = ApproveBatchAsync };
        try
        {
            await foreach (var finding in Storage.Repair.RepairAsync(options, new CallbackProgress<RepairProgress>(ShowProgress), cancellationToken))
                WriteObject(finding);
        }
        catch (ImageStorageException exception)
        {
            ThrowTerminatingError(exception.ToErrorRecord(null));
        }
    }

    private Task<bool> ApproveBatchAsync(RepairBatch batch, CancellationToken cancellationToken) => batch.Action == RepairAction.Remove
        ? AskAsync(() => ShouldDelete(batch.Description, "Delete the images (Restore-AssignmentImage brings them back)"), cancellationToken)
        : AskIfWantedAsync(() => ShouldProcess(batch.Description, "Set the records to failed"), cancellationToken);

    private Task<bool> ApproveAsync(RepairFinding finding, CancellationToken cancellationToken) =>
        AskIfWantedAsync(() => ShouldProcess(finding.Key, Describe(finding)), cancellationToken);

    // A changed record loses nothing, so only -WhatIf and -Confirm ask about it.
    private Task<bool> AskIfWantedAsync(Func<bool> ask, CancellationToken cancellationToken) =>
        _asksAboutRecords ? AskAsync(ask, cancellationToken) : Task.FromResult(true);

    // The repair asks on its own thread, but only the pipeline thread may ask the user.
    private Task<bool> AskAsync(Func<bool> ask, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                answer.SetResult(ask());
            }
            catch (Exception exception)
            {
                answer.SetException(exception);
                throw;
            }
        });
        return answer.Task.WaitAsync(cancellationToken);
    }

    private static string Describe(RepairFinding finding) => finding.Action switch
    {
        RepairAction.Finish => $"{finding.Problem}: set the record to success",
        RepairAction.MarkFailed => $"{finding.Problem}: set the record to failed",
        _ => $"{finding.Problem}: delete the image",
    };

    private void ShowProgress(RepairProgress progress) => Post(() => WriteProgress(
        new ProgressRecord(0, MyInvocation.MyCommand.Name, $"{progress.Records} records, {progress.Objects} images")
        {
            CurrentOperation = $"{progress.Findings} found",
        }));
}
