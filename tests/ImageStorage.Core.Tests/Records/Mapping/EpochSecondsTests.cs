using CsCheck;

namespace ImageStorage.Records.Mapping;

public class EpochSecondsTests
{
    [Fact]
    public void ToTime_of_any_time_in_whole_microseconds_gives_the_time() =>
        AssignmentGen.Time.Sample(time => EpochSeconds.ToTime(EpochSeconds.From(time)) == time, iter: 10_000);

    [Fact]
    public void From_of_any_seconds_since_1987_gives_the_same_double() =>
        Gen.Double[540_000_000, 4_000_000_000].Sample(seconds => EpochSeconds.From(EpochSeconds.ToTime(seconds)) == seconds, iter: 10_000);

    [Fact]
    public void From_a_fraction_gives_the_nearest_double() =>
        Assert.Equal(1_700_000_000.123456, EpochSeconds.From(DateTimeOffset.FromUnixTimeSeconds(1_700_000_000).AddTicks(1_234_560)));

    [Theory]
    [InlineData(double.NaN, 1970)]
    [InlineData(double.PositiveInfinity, 9999)]
    [InlineData(1.7e12, 9999)]
    [InlineData(double.NegativeInfinity, 1)]
    [InlineData(-0.5, 1969)]
    public void ToTime_of_what_is_no_time_gives_the_nearest(double seconds, int year) =>
        Assert.Equal(year, EpochSeconds.ToTime(seconds).Year);
}
