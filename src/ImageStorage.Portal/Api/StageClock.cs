using ImageStorage.Portal.Api.Contracts;

namespace ImageStorage.Portal.Api;

/// <summary>Records when a picture reached each stage, to report how long each took.</summary>
internal sealed class StageClock(TimeProvider timeProvider) : IProgress<ImageProgress>
{
    private readonly Lock _lock = new();
    private readonly Dictionary<ImageStage, long> _stageStarts = [];
    private readonly long _start = timeProvider.GetTimestamp();

    public void Report(ImageProgress value)
    {
        lock (_lock)
            _stageStarts.TryAdd(value.Stage, timeProvider.GetTimestamp());
    }

    /// <summary>The durations so far.</summary>
    public DurationsContract Read()
    {
        lock (_lock)
        {
            return new DurationsContract(
                Duration(ImageStage.Generating, ImageStage.Optimizing),
                Duration(ImageStage.Optimizing, ImageStage.Storing),
                Duration(ImageStage.Storing, ImageStage.Recorded),
                Milliseconds(_start, timeProvider.GetTimestamp()));
        }
    }

    private double? Duration(ImageStage from, ImageStage to) =>
        _stageStarts.TryGetValue(from, out var begin) && _stageStarts.TryGetValue(to, out var end) ? Milliseconds(begin, end) : null;

    private double Milliseconds(long from, long to) => Math.Round(timeProvider.GetElapsedTime(from, to).TotalMilliseconds, 1);
}
