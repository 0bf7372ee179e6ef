using System.Runtime.ExceptionServices;

namespace ImageStorage.Cmdlets.Engine;

/// <summary>
/// Runs continuations on the pipeline thread, the only one on which a cmdlet may write, ask and show progress. It lives as long as
/// its cmdlet: posts between two runs wait for the next run, posts after the end are dropped.
/// </summary>
internal sealed class PipelineSynchronizationContext : SynchronizationContext, IDisposable
{
    // How long a cancelled run may take to end by itself, so that Ctrl+C acts within a second even when a library does not react.
    private static readonly TimeSpan Grace = TimeSpan.FromMilliseconds(800);

    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posts = [];
    private readonly CancellationTokenSource _cancellation = new();
    private bool _ended;

    public PipelineSynchronizationContext() => Token = _cancellation.Token;

    public CancellationToken Token { get; }

    public override void Post(SendOrPostCallback d, object? state)
    {
        lock (_posts)
        {
            if (_ended)
                return;
            _posts.Enqueue((d, state));
            Monitor.Pulse(_posts);
        }
    }

    public override void Send(SendOrPostCallback d, object? state) =>
        throw new NotSupportedException("Send is not supported on the pipeline thread. Use Post.");

    public override SynchronizationContext CreateCopy() => this;

    public void Cancel()
    {
        try
        {
            _cancellation.Cancel();
        }
        catch (ObjectDisposedException)
        {
            // Ctrl+C was pressed while the cmdlet was ending.
        }
    }

    /// <summary>Runs <paramref name="body"/> on the calling thread until it ends. An exception in a post cancels the body and is thrown.</summary>
    /// <exception cref="OperationCanceledException">The run was cancelled.</exception>
    public void Run(Func<CancellationToken, Task> body)
    {
        var caller = Current;
        SetSynchronizationContext(this);
        try
        {
            Token.ThrowIfCancellationRequested();
            var task = body(Token);
            _ = task.ContinueWith(
                static (_, state) => ((PipelineSynchronizationContext)state!).Wake(), this,
                CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            using var wakeWhenCancelled = Token.UnsafeRegister(static state => ((PipelineSynchronizationContext)state!).Wake(), this);
            Pump(task)?.Throw();
            if (task.Exception is { } exception)
                ExceptionDispatchInfo.Throw(exception.InnerException!);
            if (!task.IsCompletedSuccessfully)
                throw new OperationCanceledException(Token);
        }
        finally
        {
            SetSynchronizationContext(caller);
        }
    }

    public void Dispose()
    {
        Cancel();
        lock (_posts)
        {
            _ended = true;
            _posts.Clear();
        }

        _cancellation.Dispose();
    }

    private ExceptionDispatchInfo? Pump(Task task)
    {
        ExceptionDispatchInfo? failure = null;
        long cancelledAt = 0;
        while (!task.IsCompleted)
        {
            var wait = Timeout.InfiniteTimeSpan;
            if (Token.IsCancellationRequested)
            {
                cancelledAt = cancelledAt == 0 ? Environment.TickCount64 : cancelledAt;
                wait = Grace - TimeSpan.FromMilliseconds(Environment.TickCount64 - cancelledAt);
                if (wait <= TimeSpan.Zero)
                    break;
            }

            if (!TryTake(wait, out var post))
                continue;
            try
            {
                post.Callback(post.State);
            }
            catch (Exception exception)
            {
                failure ??= ExceptionDispatchInfo.Capture(exception);
                Cancel();
            }
        }

        return failure;
    }

    private bool TryTake(TimeSpan wait, out (SendOrPostCallback Callback, object? State) post)
    {
        lock (_posts)
        {
            return _posts.TryDequeue(out post) || (Monitor.Wait(_posts, wait) && _posts.TryDequeue(out post));
        }
    }

    private void Wake() => Post(static _ => { }, null);
}
