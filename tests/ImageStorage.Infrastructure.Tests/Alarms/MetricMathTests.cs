namespace ImageStorage.Infrastructure.Alarms;

public sealed class MetricMathTests
{
    [Theory]
    [InlineData("100 * FILL(a, 0) / b", null, 4.0, 0.0)]
    [InlineData("100 * a / b", 1.0, 4.0, 25.0)]
    [InlineData("a / b", 1.0, 0.0, null)]
    [InlineData("a + 0 * b", 1.0, null, null)]
    [InlineData("(a + b) * 2 - 1", 1.0, 2.0, 5.0)]
    [InlineData("IF(a >= 100, b, 7)", 100.0, 3.0, 3.0)]
    [InlineData("IF(a >= 100, b, 7)", 99.0, 3.0, 7.0)]
    [InlineData("IF(a >= 100, b, 7)", null, 3.0, null)]
    public void Evaluate_follows_missing_values(string expression, double? a, double? b, double? expected) =>
        Assert.Equal(expected, MetricMath.Evaluate(expression, new Dictionary<string, double?> { ["a"] = a, ["b"] = b }));

    [Theory]
    [InlineData("a ^ b")]
    [InlineData("a b")]
    public void Evaluate_refuses_what_it_does_not_know(string expression) => Assert.Throws<FormatException>(
        () => MetricMath.Evaluate(expression, new Dictionary<string, double?> { ["a"] = 1, ["b"] = 1 }));
}
