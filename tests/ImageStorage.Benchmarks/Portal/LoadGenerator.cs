using System.Buffers;
using System.Diagnostics;
using System.Net;

namespace ImageStorage.Benchmarks.Portal;

/// <summary>Users of a server, each on a connection that is kept, who ask one thing after another.</summary>
internal sealed class LoadGenerator(Uri address, int users) : IDisposable
{
    private static readonly TimeSpan ThinkTime = TimeSpan.FromSeconds(1);

    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = users, UseCookies = false, AllowAutoRedirect = false })
    {
        BaseAddress = address,
    };

    /// <summary>Every user asks again as soon as the answer is there.</summary>
    public Task<LoadFigures> SaturateAsync(IReadOnlyList<string> paths, TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        return RunAsync(paths, (_, _) => Task.FromResult(Stopwatch.GetElapsedTime(started) < duration));
    }

    /// <summary>As <see cref="SaturateAsync"/>, until so many requests were made.</summary>
    public Task<LoadFigures> SaturateAsync(IReadOnlyList<string> paths, int requests)
    {
        var begun = 0;
        return RunAsync(paths, (_, _) => Task.FromResult(Interlocked.Increment(ref begun) <= requests));
    }

    /// <summary>Every user asks once a second, each at another moment of it.</summary>
    public Task<LoadFigures> PaceAsync(IReadOnlyList<string> paths, TimeSpan duration)
    {
        var started = Stopwatch.GetTimestamp();
        return RunAsync(paths, async (user, turn) =>
        {
            var due = (ThinkTime * turn) + (ThinkTime * user / users);
            if (due >= duration)
                return false;
            var wait = due - Stopwatch.GetElapsedTime(started);
            if (wait > TimeSpan.Zero)
                await Task.Delay(wait);
            return true;
        });
    }

    public void Dispose() => _client.Dispose();

    private async Task<LoadFigures> RunAsync(IReadOnlyList<string> paths, Func<int, int, Task<bool>> goOn)
    {
        var started = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, users).Select(user => Task.Run(() => ActAsync(user, paths, goOn))));
        var elapsed = Stopwatch.GetElapsedTime(started);
        return new LoadFigures([.. all.SelectMany(one => one.Latencies).Order()], all.Sum(one => one.Failures), all.Sum(one => one.Bytes), elapsed);
    }

    private async Task<(List<double> Latencies, int Failures, long Bytes)> ActAsync(int user, IReadOnlyList<string> paths, Func<int, int, Task<bool>> goOn)
    {
        var latencies = new List<double>();
        var failures = 0;
        var bytes = 0L;
        var buffer = ArrayPool<byte>.Shared.Rent(65536);
        for (var turn = 0; await goOn(user, turn); turn++)
        {
            var begun = Stopwatch.GetTimestamp();
            try
            {
                // Users walk through the same paths from places far apart.
                using var answer = await _client.GetAsync(paths[((user * 31) + turn) % paths.Count], HttpCompletionOption.ResponseHeadersRead);
                await using var body = await answer.Content.ReadAsStreamAsync();
                int read;
                while ((read = await body.ReadAsync(buffer)) > 0)
                    bytes += read;
                if (answer.StatusCode != HttpStatusCode.OK)
                    failures++;
            }
            catch (HttpRequestException)
            {
                failures++;
            }

            latencies.Add(Stopwatch.GetElapsedTime(begun).TotalMilliseconds);
        }

        ArrayPool<byte>.Shared.Return(buffer);
        return (latencies, failures, bytes);
    }
}
