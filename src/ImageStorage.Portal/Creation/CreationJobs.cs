using System.Collections.Concurrent;
using ImageStorage.Portal.Errors;

namespace ImageStorage.Portal.Creation;

/// <summary>
/// Makes pictures in the background. A job exists in this process only; other servers, and this one after the job has expired, read the
/// picture's state from the record. A graceful shutdown waits for running jobs.
/// </summary>
internal sealed partial class CreationJobs(IImageStorage storage, TimeProvider timeProvider, ILogger<CreationJobs> logger)
    : IHostedService, IDisposable
{
    // Limits memory: each job holds its upload, up to PortalOptions.MaxUploadBytes.
    private const int MaxUnfinished = 32;

    // Valid for every model. A replacement needs a random seed, because the same prompt and seed give the same picture.
    private const int MaxSeed = 858_993_459;

    // Long enough for the progress page to show how the job ended.
    private static readonly TimeSpan Retention = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, CreationJob> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly SemaphoreSlim _slots = new(Math.Max(2, Environment.ProcessorCount));
    private readonly CancellationTokenSource _aborting = new();
    private readonly Lock _startLock = new();
    private bool _isStopping;

    /// <summary>The status of an assignment's job; null when this process has none.</summary>
    /// <param name="assignmentId">The assignment.</param>
    public CreationStatus? Find(string assignmentId) => _jobs.TryGetValue(assignmentId, out var job) ? job.Status : null;

    /// <summary>Starts a job. When the assignment already has an unfinished one, that one continues instead.</summary>
    /// <param name="assignmentId">The assignment, whose record exists.</param>
    /// <param name="source">An uploaded picture; null to generate one.</param>
    /// <param name="replace">True to replace an existing picture.</param>
    /// <returns>When the job started; null when too many are unfinished or the process is stopping.</returns>
    public DateTimeOffset? Start(string assignmentId, ImageSource? source, bool replace)
    {
        var request = new NewImageRequest
        {
            AssignmentId = assignmentId,
            Source = source,
            Force = replace,
            Seed = replace && source is null ? Random.Shared.Next(MaxSeed) : null,
        };
        lock (_startLock)
        {
            RemoveExpired();
            if (_isStopping)
                return null;
            if (Find(assignmentId) is { HasEnded: false } unfinished)
                return unfinished.StartedAt;
            if (_running.Count >= MaxUnfinished)
                return null;

            var now = timeProvider.GetUtcNow();
            var job = _jobs[assignmentId] = new CreationJob(now);
            var running = Task.Run(() => RunAsync(job, request));
            _running[running] = true;
            _ = running.ContinueWith(ended => _running.TryRemove(ended, out _), TaskScheduler.Default);
            return now;
        }
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        lock (_startLock)
            _isStopping = true;

        var all = Task.WhenAll(_running.Keys);
        try
        {
            await all.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Each record holds its upload status, so that a repair or the teacher can finish the work.
            await _aborting.CancelAsync();
        }
    }

    public void Dispose()
    {
        _aborting.Dispose();
        _slots.Dispose();
    }

    private async Task RunAsync(CreationJob job, NewImageRequest request)
    {
        try
        {
            await _slots.WaitAsync(_aborting.Token);
            try
            {
                job.Succeed(await storage.Assignments.CreateImageAsync(request, job, _aborting.Token), timeProvider.GetUtcNow());
            }
            finally
            {
                _slots.Release();
            }
        }
        catch (ImageStorageException exception)
        {
            job.Fail(new CreationFailure(PlainSentence.Of(exception), exception.CorrelationId), timeProvider.GetUtcNow());
        }
        catch (OperationCanceledException)
        {
            job.Fail(new CreationFailure("The server was stopped before the picture was stored. Try again.", null), timeProvider.GetUtcNow());
        }
        catch (Exception exception)
        {
            LogUnexpected(exception, request.AssignmentId);
            job.Fail(new CreationFailure("The picture could not be made because of an unexpected error. Try again.", null), timeProvider.GetUtcNow());
        }
    }

    private void RemoveExpired()
    {
        var oldest = timeProvider.GetUtcNow() - Retention;
        foreach (var (id, job) in _jobs)
        {
            if (job.Status.EndedAt < oldest)
                _jobs.TryRemove(new KeyValuePair<string, CreationJob>(id, job));
        }
    }

    [LoggerMessage(LogLevel.Critical, "Making the picture of assignment {AssignmentId} failed with an unexpected error.")]
    private partial void LogUnexpected(Exception exception, string? assignmentId);
}
