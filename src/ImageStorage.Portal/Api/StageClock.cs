using ImageStorage.Portal.Api.Contracts;

namespace ImageStorage.Portal.Api;

/// <summary>Records when a picture reached each stage, and so how long each took.</summary>
internal sealed class StageClock(TimeProvider timeProvider) : IProgress<ImageProgress>
{
    private readonly Lock _entering = new();
    private readonly Dictionary<ImageStage, long> _begun = [];
    private readonly long _started = timeProvider.GetTimestamp();

    public void Report(ImageProgress value)
    {
        lock (_entering)
            _begun.TryAdd(value.Stage, timeProvider.GetTimestamp());
    }

    /// <summary>The durations so far.</summary>
    public DurationsContract Read()
    {
        lock (_entering)
        {
            return new DurationsContract(
                Between(ImageStage.Generating, ImageStage.Optimizing),
                Between(ImageStage.Optimizing, ImageStage.Storing),
                Between(ImageStage.Storing, ImageStage.Recorded),
                Milliseconds(_started, timeProvider.GetTimestamp()));
        }
    }

    private double? Between(ImageStage from, ImageStage to) =>
        _begun.TryGetValue(from, out var begin) && _begun.TryGetValue(to, out var end) ? Milliseconds(begin, end) : null;

    private double Milliseconds(long from, long to) => Math.Round(timeProvider.GetElapsedTime(from, to).TotalMilliseconds, 1);
}
