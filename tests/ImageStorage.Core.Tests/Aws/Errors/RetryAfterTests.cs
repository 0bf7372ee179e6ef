namespace ImageStorage.Aws.Errors;

public class RetryAfterTests
{
    private const string Date = "Tue, 06 Oct 2026 10:00:00 GMT";

    [Theory]
    [InlineData("0", 0)]
    [InlineData("120", 120)]
    [InlineData(" 7 ", 7)]
    [InlineData("Tue, 06 Oct 2026 10:00:30 GMT", 30)]
    [InlineData("Tue, 06 Oct 2026 09:00:00 GMT", 0)]
    public void Parse_seconds_or_date_is_the_wait(string value, int seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryAfter.Parse(value, Date));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("1.5")]
    [InlineData("99999999999999")]
    public void Parse_anything_else_is_nothing(string? value) => Assert.Null(RetryAfter.Parse(value, Date));
}
