using System.Management.Automation;

namespace ImageStorage.Cmdlets.Engine;

/// <summary>A cmdlet with asynchronous work. Every await continues on the pipeline thread, and Ctrl+C cancels the work.</summary>
public abstract class AsyncCommand : PSCmdlet, IDisposable
{
    private readonly PipelineSynchronizationContext _context = new();

    /// <summary>Cancelled by Ctrl+C, and when the pipeline ends early.</summary>
    private protected CancellationToken StopToken => _context.Token;

    /// <inheritdoc />
    protected sealed override void BeginProcessing() => Run(BeginAsync);

    /// <inheritdoc />
    protected sealed override void ProcessRecord() => Run(ProcessAsync);

    /// <inheritdoc />
    protected sealed override void EndProcessing()
    {
        Run(EndAsync);
        WriteNotices();
    }

    /// <inheritdoc />
    protected sealed override void StopProcessing() => _context.Cancel();

    /// <summary>Called once, before any input.</summary>
    /// <param name="cancellationToken">Cancelled by Ctrl+C.</param>
    protected virtual Task BeginAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called for each input.</summary>
    /// <param name="cancellationToken">Cancelled by Ctrl+C.</param>
    protected virtual Task ProcessAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Called once, after all input.</summary>
    /// <param name="cancellationToken">Cancelled by Ctrl+C.</param>
    protected virtual Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <summary>Writes what the user should know after the work; called once, at the end.</summary>
    private protected virtual void WriteNotices()
    {
    }

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Cancels what is still running.</summary>
    /// <param name="disposing">True from <see cref="Dispose()"/>.</param>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _context.Dispose();
    }

    /// <summary>Queues <paramref name="action"/> for the pipeline thread; after the cmdlet's end it is dropped. Callable from any thread.</summary>
    private protected void Post(Action action) => _context.Post(static state => ((Action)state!)(), action);

    private void Run(Func<CancellationToken, Task> body)
    {
        try
        {
            _context.Run(body);
        }
        catch (OperationCanceledException) when (Stopping)
        {
            throw new PipelineStoppedException();
        }
    }
}
