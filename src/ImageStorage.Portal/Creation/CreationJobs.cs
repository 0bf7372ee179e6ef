using System.Collections.Concurrent;
using ImageStorage.Portal.Errors;

namespace ImageStorage.Portal.Creation;

/// <summary>
/// Makes pictures beside the requests that asked for them. A job lives in this process alone: elsewhere, and after its end, the record shows
/// where the picture stands. A graceful shutdown waits for running jobs.
/// </summary>
internal sealed partial class CreationJobs(IImageStorage storage, TimeProvider timeProvider, ILogger<CreationJobs> logger) : IHostedService, IDisposable
{
    // Each holds its picture in memory, at most an upload of PortalOptions.MaxUploadBytes.
    private const int MaxUnfinished = 32;

    // The same words and seed would make the same picture again. No model's largest seed is smaller.
    private const int MaxSeed = 858_993_459;

    // Long enough for the progress page to show how it ended.
    private static readonly TimeSpan Remembered = TimeSpan.FromMinutes(15);

    private readonly ConcurrentDictionary<string, CreationJob> _jobs = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<Task, bool> _running = new();
    private readonly SemaphoreSlim _turns = new(Math.Max(2, Environment.ProcessorCount));
    private readonly CancellationTokenSource _ending = new();
    private readonly Lock _starting = new();
    private bool _isStopping;

    /// <summary>Where an assignment's job stands; null when this process has none.</summary>
    /// <param name="assignmentId">The assignment.</param>
    public CreationStatus? Find(string assignmentId) => _jobs.TryGetValue(assignmentId, out var job) ? job.Status : null;

    /// <summary>Begins to make a picture. An assignment whose job has not ended keeps that job.</summary>
    /// <param name="assignmentId">The assignment, whose record exists.</param>
    /// <param name="source">A picture that was brought along; null to generate one.</param>
    /// <param name="replace">True to make another picture where there is one.</param>
    /// <returns>When the job began; null when too many wait already, or the process is ending.</returns>
    public DateTimeOffset? Start(string assignmentId, ImageSource? source, bool replace)
    {
        var request = new NewImageRequest
        {
            AssignmentId = assignmentId,
            Source = source,
            Force = replace,
            Seed = replace && source is null ? Random.Shared.Next(MaxSeed) : null,
        };
        lock (_starting)
        {
            Forget();
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
        lock (_starting)
            _isStopping = true;

        var all = Task.WhenAll(_running.Keys);
        try
        {
            await all.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The records show how far each came, so a repair or the teacher can go on from there.
            await _ending.CancelAsync();
        }
    }

    public void Dispose()
    {
        _ending.Dispose();
        _turns.Dispose();
    }

    private async Task RunAsync(CreationJob job, NewImageRequest request)
    {
        try
        {
            await _turns.WaitAsync(_ending.Token);
            try
            {
                job.Succeed(await storage.Assignments.CreateImageAsync(request, job, _ending.Token), timeProvider.GetUtcNow());
            }
            finally
            {
                _turns.Release();
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
            job.Fail(new CreationFailure("Something went wrong on the server while the picture was made. Try again.", null), timeProvider.GetUtcNow());
        }
    }

    private void Forget()
    {
        var oldest = timeProvider.GetUtcNow() - Remembered;
        foreach (var (id, job) in _jobs)
        {
            if (job.Status.EndedAt < oldest)
                _jobs.TryRemove(new KeyValuePair<string, CreationJob>(id, job));
        }
    }

    [LoggerMessage(LogLevel.Critical, "Making the picture of assignment {AssignmentId} failed in a way that is not known.")]
    private partial void LogUnexpected(Exception exception, string? assignmentId);
}
