namespace ImageStorage.Infrastructure.Scaling;

/// <summary>What a group did.</summary>
/// <param name="Points">Its metrics.</param>
/// <param name="Sizes">Its desired sizes, from when on each, in seconds.</param>
/// <param name="Replaced">How many instances failed their health checks.</param>
public sealed record GroupCourse(IReadOnlyList<MinutePoint> Points, IReadOnlyList<(int At, int Size)> Sizes, int Replaced)
{
    /// <summary>When the first instance was added, in seconds.</summary>
    public int? GrownAt => Sizes.Zip(Sizes.Skip(1)).Where(change => change.Second.Size > change.First.Size).Select(change => (int?)change.Second.At).FirstOrDefault();

    /// <summary>The largest size.</summary>
    public int Largest => Sizes.Max(size => size.Size);

    /// <summary>When the minute began that was the first of enough in a row above a CPU use, in seconds.</summary>
    public int? LoadedAt(double percent) => Enumerable.Range(0, Math.Max(0, Points.Count - TargetTracking.Minutes + 1))
        .Where(first => Points.Skip(first).Take(TargetTracking.Minutes).All(point => point.Cpu > percent))
        .Select(first => (int?)Points[first].At).FirstOrDefault();
}
