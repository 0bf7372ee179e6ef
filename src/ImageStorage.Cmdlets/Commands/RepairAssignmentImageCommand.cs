using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Engine;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Finds and repairs what crashes left: pending records, records without their image, images without a record.</summary>
[Cmdlet(VerbsDiagnostic.Repair, "AssignmentImage", SupportsShouldProcess = true)]
[OutputType(typeof(RepairFinding))]
public sealed class RepairAssignmentImageCommand : ImageStorageCommand
{
    // The options validate themselves, so a value they refuse is reported as a parameter error.
    private RepairOptions _options = new();

    /// <summary>Anything that started less than this long ago is left alone.</summary>
    [Parameter]
    [SecondsTransformation]
    public TimeSpan GracePeriod
    {
        get => _options.GracePeriod;
        set => _options = _options with { GracePeriod = value };
    }

    /// <summary>Deletes images that no record names.</summary>
    [Parameter]
    public SwitchParameter RemoveOrphan { get; set; }

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
        var options = _options with { RemoveOrphans = RemoveOrphan, Approve = ApproveAsync };
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

    // The repair asks on its own thread, but only the pipeline thread may ask the user.
    private Task<bool> ApproveAsync(RepairFinding finding, CancellationToken cancellationToken)
    {
        var answer = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        Post(() =>
        {
            try
            {
                answer.SetResult(ShouldProcess(finding.Key, Describe(finding)));
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
