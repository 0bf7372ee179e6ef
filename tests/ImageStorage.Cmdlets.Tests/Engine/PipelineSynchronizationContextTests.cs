using System.Diagnostics;
using ImageStorage.Testing;

namespace ImageStorage.Cmdlets.Engine;

public sealed class PipelineSynchronizationContextTests : IDisposable
{
    private readonly PipelineSynchronizationContext _context = new();

    [Fact]
    public void Run_continues_on_the_calling_thread_after_each_await()
    {
        var threads = new List<int>();
        _context.Run(async _ =>
        {
            await Task.Run(() => { }, CancellationToken.None);
            threads.Add(Environment.CurrentManagedThreadId);
            await Task.Delay(5, CancellationToken.None);
            threads.Add(Environment.CurrentManagedThreadId);
        });

        Assert.All(threads, thread => Assert.Equal(Environment.CurrentManagedThreadId, thread));
    }

    [Fact]
    public void Run_throws_what_the_body_throws() =>
        Assert.Equal("mine", Assert.Throws<InvalidTimeZoneException>(() => _context.Run(async _ =>
        {
            await Task.Yield();
            throw new InvalidTimeZoneException("mine");
        })).Message);

    [Fact]
    public void Run_an_exception_in_a_post_cancels_the_body_and_is_thrown()
    {
        var cancelled = false;
        Assert.Throws<InvalidTimeZoneException>(() => _context.Run(async token =>
        {
            var posting = Task.Run(() => _context.Post(_ => throw new InvalidTimeZoneException(), null), CancellationToken.None);
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            catch (OperationCanceledException)
            {
                cancelled = true;
                throw;
            }
        }));

        Assert.True(cancelled);
    }

    [Fact]
    public void Run_cancelled_while_the_body_ignores_it_ends_soon()
    {
        var started = Stopwatch.GetTimestamp();
        Assert.Throws<OperationCanceledException>(() => _context.Run(async _ =>
        {
            var cancelling = Task.Run(_context.Cancel, CancellationToken.None);
            await Task.Delay(TimeSpan.FromSeconds(30), CancellationToken.None);
        }));

        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.Zero, Promptness.Limit);
    }

    [Fact]
    public void Post_between_two_runs_waits_for_the_next()
    {
        var ran = false;
        _context.Post(_ => ran = true, null);
        Assert.False(ran);

        _context.Run(async _ => await Task.Delay(1, CancellationToken.None));

        Assert.True(ran);
    }

    [Fact]
    public void Post_after_the_end_is_dropped()
    {
        _context.Dispose();

        _context.Post(_ => throw new InvalidTimeZoneException(), null);
    }

    public void Dispose() => _context.Dispose();
}
