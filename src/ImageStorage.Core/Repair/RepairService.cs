using System.Runtime.CompilerServices;
using System.Threading.Channels;
using ImageStorage.Creation;
using ImageStorage.Diagnostics;
using ImageStorage.Pairing;
using ImageStorage.Trash;

namespace ImageStorage.Repair;

/// <inheritdoc />
internal sealed class RepairService(
    IAssignmentRepository records, IObjectStore objects, AssignmentTrash trash, UploadOutcome outcome, IStorePair pair, ServiceContext context)
    : IRepairService
{
    // Enough that the work does not wait for the reader of the findings, few enough to keep in memory.
    private const int WaitingFindings = 256;

    public async IAsyncEnumerable<RepairFinding> RepairAsync(
        RepairOptions options, IProgress<RepairProgress>? progress, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var findings = Channel.CreateBounded<RepairFinding>(new BoundedChannelOptions(WaitingFindings) { SingleReader = true });
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = context.Operations.RunAsync(
            "Repair",
            null,
            (correlationId, token) => RunAsync(new RepairRun(options, findings.Writer, progress, context.Logger, context.Time, correlationId), token),
            stop.Token);
        _ = work.ContinueWith(
            static (_, writer) => ((ChannelWriter<RepairFinding>)writer!).Complete(), findings.Writer,
            CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        try
        {
            await foreach (var finding in findings.Reader.ReadAllAsync(cancellationToken).ConfigureAwait(false))
                yield return finding;
            await work.ConfigureAwait(false);
        }
        finally
        {
            await stop.CancelAsync().ConfigureAwait(false);
            await ((Task)work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private async Task<bool> RunAsync(RepairRun run, CancellationToken cancellationToken)
    {
        // Beside the records of another system every object looks like an orphan.
        await pair.VerifyAsync(cancellationToken).ConfigureAwait(false);
        // Records first, so that every key that they name is known before an object is taken for an orphan.
        var foreignKeys = new ForeignKeys();
        await new RecordCheck(records, objects, outcome, foreignKeys, run).RunAsync(cancellationToken).ConfigureAwait(false);
        await new ObjectCheck(records, objects, trash, foreignKeys, run).RunAsync(cancellationToken).ConfigureAwait(false);
        run.ReportProgress();
        run.ThrowIfRefused();
        return true;
    }
}
