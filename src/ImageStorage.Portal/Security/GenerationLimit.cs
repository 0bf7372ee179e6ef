using System.Security.Claims;
using System.Threading.RateLimiting;
using ImageStorage.Portal.Configuration;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Security;

/// <summary>How many pictures one teacher may have generated in a minute, by the pages and by the API together.</summary>
internal sealed class GenerationLimit(IOptions<PortalOptions> options) : IDisposable
{
    private readonly PartitionedRateLimiter<string> _limiter = PartitionedRateLimiter.Create<string, string>(teacher =>
        RateLimitPartition.GetSlidingWindowLimiter(teacher, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = options.Value.GenerationsPerMinute,
            Window = TimeSpan.FromMinutes(1),
            SegmentsPerWindow = 12,
        }));

    /// <summary>Takes one picture off the teacher's allowance.</summary>
    /// <param name="teacher">The caller.</param>
    /// <param name="retryAfter">When it is used up: how long to wait.</param>
    /// <returns>False when it is used up.</returns>
    public bool TryTake(ClaimsPrincipal teacher, out TimeSpan retryAfter)
    {
        using var lease = _limiter.AttemptAcquire(teacher.Id());
        retryAfter = lease.TryGetMetadata(MetadataName.RetryAfter, out var wait) ? wait : TimeSpan.FromMinutes(1);
        return lease.IsAcquired;
    }

    /// <inheritdoc />
    public void Dispose() => _limiter.Dispose();
}
