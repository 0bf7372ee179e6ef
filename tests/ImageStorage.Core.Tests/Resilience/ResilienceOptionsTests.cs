namespace ImageStorage.Resilience;

public class ResilienceOptionsTests
{
    [Fact]
    public void Defaults_are_three_attempts_one_second_and_thirty_in_all() =>
        Assert.Equal(
            (3, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30)),
            (new ResilienceOptions().MaxAttempts, new ResilienceOptions().BaseDelay, new ResilienceOptions().Timeout));

    [Theory]
    [InlineData(0)]
    [InlineData(11)]
    public void MaxAttempts_out_of_range_is_refused(int attempts) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResilienceOptions { MaxAttempts = attempts });

    [Theory]
    [InlineData(-1)]
    [InlineData(61_000)]
    public void BaseDelay_out_of_range_is_refused(int milliseconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResilienceOptions { BaseDelay = TimeSpan.FromMilliseconds(milliseconds) });

    [Theory]
    [InlineData(0)]
    [InlineData(3_600_001)]
    public void Timeout_out_of_range_is_refused(int milliseconds) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ResilienceOptions { Timeout = TimeSpan.FromMilliseconds(milliseconds) });
}
