using System.Management.Automation;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Engine;

/// <summary>
/// A cmdlet that works on many inputs at the same time. Results come in the order of the inputs; a bad input gives one non-terminating
/// error in its place and does not stop the rest.
/// </summary>
/// <typeparam name="TResult">The result of one input.</typeparam>
public abstract class BulkCommand<TResult> : ImageStorageCommand
{
    // How many finished results may wait behind a slow one, for each slot of the throttle limit.
    private const int WaitingPerRunning = 4;

    private readonly Queue<(object? Input, Task<Action> Work)> _queue = [];
    private SemaphoreSlim? _slots;
    private ImageProgress? _latest;
    private int _progressPosted;
    private int _done;
    private PlanReport? _plan;

    /// <summary>How many inputs are worked on at the same time.</summary>
    [Parameter]
    [ValidateRange(1, 128)]
    public int ThrottleLimit { get; set; } = Math.Clamp(System.Environment.ProcessorCount, 2, 8);

    /// <inheritdoc />
    protected override Task BeginAsync(CancellationToken cancellationToken)
    {
        _slots = new SemaphoreSlim(ThrottleLimit);
        return base.BeginAsync(cancellationToken);
    }

    /// <inheritdoc />
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        while (_queue.Count > 0)
            await WriteNextAsync();
        _plan?.WriteTotal();
        if (_latest is not null)
            WriteProgress(new ProgressRecord(0, MyInvocation.MyCommand.Name, "Done") { RecordType = ProgressRecordType.Completed });
    }

    /// <summary>Starts the work on an input when a slot is free, and writes the results that are finished.</summary>
    /// <param name="input">What the user passed in.</param>
    /// <param name="work">The work; runs on the thread pool and may report progress.</param>
    private protected Task EnqueueAsync(object? input, Func<IProgress<ImageProgress>, CancellationToken, Task<TResult>> work) =>
        EnqueueAsync(input, work, WriteResult);

    /// <summary>With -WhatIf: finds out what the work on an input would do, and says it in the input's place.</summary>
    /// <param name="input">What the user passed in.</param>
    /// <param name="plan">Finds it out; runs on the thread pool.</param>
    private protected Task EnqueuePlanAsync(object? input, Func<CancellationToken, Task<ImagePlanItem>> plan) =>
        EnqueueAsync(input, (_, token) => plan(token), WritePlan);

    /// <summary>Writes one item of a plan. Called on the pipeline thread, in the order of the inputs.</summary>
    /// <param name="item">The item.</param>
    private protected virtual void WritePlan(ImagePlanItem item) => (_plan ??= new PlanReport(this)).Write(item);

    private async Task EnqueueAsync<T>(object? input, Func<IProgress<ImageProgress>, CancellationToken, Task<T>> work, Action<T> write)
    {
        while (_queue.Count > 0 && (_queue.Count >= ThrottleLimit * WaitingPerRunning || _queue.Peek().Work.IsCompleted))
            await WriteNextAsync();

        await _slots!.WaitAsync(StopToken);
        _queue.Enqueue((input, Task.Run(WorkAsync, CancellationToken.None)));

        async Task<Action> WorkAsync()
        {
            try
            {
                StopToken.ThrowIfCancellationRequested();
                var result = await work(new CallbackProgress<ImageProgress>(ShowProgress), StopToken);
                return () => write(result);
            }
            finally
            {
                _slots.Release();
            }
        }
    }

    /// <summary>Writes one result. Called on the pipeline thread.</summary>
    /// <param name="result">The result.</param>
    private protected virtual void WriteResult(TResult result) => WriteObject(result);

    /// <inheritdoc />
    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing && _queue.Count == 0)
            _slots?.Dispose();
    }

    private async Task WriteNextAsync()
    {
        var (input, work) = _queue.Dequeue();
        _done++;
        Action write;
        try
        {
            write = await work;
        }
        catch (ImageStorageException exception)
        {
            WriteError(exception.ToErrorRecord(input));
            return;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // This is a defect, but the other inputs can still be processed.
            WriteError(exception.ToUnexpectedErrorRecord(input));
            return;
        }

        write();
    }

    // Progress comes faster than a terminal can show it, so only the latest is posted, and one at a time.
    private void ShowProgress(ImageProgress progress)
    {
        _latest = progress;
        if (Interlocked.Exchange(ref _progressPosted, 1) == 1)
            return;
        Post(() =>
        {
            Interlocked.Exchange(ref _progressPosted, 0);
            var attempt = _latest.Attempt > 0 ? $", attempt {_latest.Attempt} of {_latest.MaxAttempts}" : "";
            WriteProgress(new ProgressRecord(0, MyInvocation.MyCommand.Name, $"{_done} done")
            {
                CurrentOperation = $"{_latest.Name}: {_latest.Stage}{attempt}",
            });
        });
    }
}
