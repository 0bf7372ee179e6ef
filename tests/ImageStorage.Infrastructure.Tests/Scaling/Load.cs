namespace ImageStorage.Infrastructure.Scaling;

/// <summary>Requests that arrive: few, then a load, then few again. All in percent of one instance's CPU; an arrival takes 4 % of it for a second.</summary>
/// <param name="Before">What there is before.</param>
/// <param name="BeginsAt">When the load begins, in seconds.</param>
/// <param name="Levels">The load of each minute.</param>
/// <param name="Seconds">For how long it lasts.</param>
/// <param name="After">What there is after it.</param>
/// <param name="Noise">Where chance begins: each moment's arrivals are up to a tenth more or fewer.</param>
public sealed record Load(double Before, int BeginsAt, IReadOnlyList<double> Levels, int Seconds, double After, int Noise)
{
    private const double PercentPerArrival = 4;

    /// <summary>When the load is over, in seconds.</summary>
    public int EndsAt => BeginsAt + Seconds;

    /// <summary>The CPU that each moment's arrivals take, for half an hour longer than the load.</summary>
    /// <param name="step">A moment's seconds.</param>
    public IEnumerable<double> Demands(int step)
    {
        var random = new Random(Noise);
        for (var second = 0; second < EndsAt + 1800; second += step)
        {
            var level = second < BeginsAt ? Before : second < EndsAt ? Levels[(second - BeginsAt) / 60] : After;
            var arrivals = level / PercentPerArrival * (0.9 + (0.2 * random.NextDouble()));
            yield return arrivals * PercentPerArrival;
        }
    }

    public override string ToString() =>
        FormattableString.Invariant($"{Before:0} % until {BeginsAt} s, then {string.Join(' ', Levels.Select(level => FormattableString.Invariant($"{level:0}")))} until {EndsAt} s, then {After:0} (noise {Noise})");
}
