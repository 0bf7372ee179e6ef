using System.Globalization;
using System.Text.RegularExpressions;

namespace ImageStorage.Infrastructure.Alarms;

/// <summary>
/// The part of CloudWatch's metric math that the alarms use, for one period: + - * /, comparisons, FILL(metric, value) and IF(condition,
/// then, else). An operand without a value, and a division by zero, give no value; anything else in an expression is an error. See
/// https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/using-metric-math.html.
/// </summary>
public sealed partial class MetricMath
{
    private readonly string[] _tokens;
    private readonly IReadOnlyDictionary<string, double?> _values;
    private int _next;

    private MetricMath(string expression, IReadOnlyDictionary<string, double?> values)
    {
        _tokens = [.. Token().Matches(expression).Select(match => match.Value)];
        if (string.Concat(_tokens) != expression.Replace(" ", "", StringComparison.Ordinal))
            throw new FormatException($"'{expression}' has characters that are not evaluated here.");
        _values = values;
    }

    /// <summary>The expression's value in a period; null when it has none.</summary>
    /// <param name="expression">The expression.</param>
    /// <param name="values">The metrics' values in that period, by id; null where there is no data.</param>
    public static double? Evaluate(string expression, IReadOnlyDictionary<string, double?> values)
    {
        var math = new MetricMath(expression, values);
        var value = math.Comparison();
        return math._next == math._tokens.Length ? value : throw new FormatException($"'{expression}' does not end after '{math._tokens[math._next - 1]}'.");
    }

    private double? Comparison()
    {
        var left = Sum();
        if (!Take(">=", "<=", ">", "<", out var @operator))
            return left;
        var right = Sum();
        bool? holds = @operator switch
        {
            ">=" => left >= right,
            "<=" => left <= right,
            ">" => left > right,
            _ => left < right,
        };
        return left is null || right is null ? null : holds is true ? 1 : 0;
    }

    private double? Sum()
    {
        var value = Product();
        while (Take("+", "-", out var @operator))
            value = @operator == "+" ? value + Product() : value - Product();
        return value;
    }

    private double? Product()
    {
        var value = Factor();
        while (Take("*", "/", out var @operator))
        {
            var right = Factor();
            value = @operator == "*" ? value * right : right == 0 ? null : value / right;
        }

        return value;
    }

    private double? Factor()
    {
        var token = _tokens[_next++];
        if (token == "(")
        {
            var inner = Comparison();
            Expect(")");
            return inner;
        }

        if (double.TryParse(token, CultureInfo.InvariantCulture, out var number))
            return number;
        return token switch
        {
            "FILL" => Fill(Arguments(2)),
            "IF" => Choose(Arguments(3)),
            _ => _values[token],
        };
    }

    private static double? Fill(double?[] arguments) => arguments[0] ?? arguments[1];

    private static double? Choose(double?[] arguments) => arguments[0] switch
    {
        null => null,
        0 => arguments[2],
        _ => arguments[1],
    };

    private double?[] Arguments(int count)
    {
        Expect("(");
        var arguments = new double?[count];
        for (var index = 0; index < count; index++)
        {
            arguments[index] = Comparison();
            Expect(index == count - 1 ? ")" : ",");
        }

        return arguments;
    }

    private bool Take(string first, string second, out string taken) => Take(first, second, first, second, out taken);

    private bool Take(string first, string second, string third, string fourth, out string taken)
    {
        taken = _next < _tokens.Length ? _tokens[_next] : "";
        if (taken.Length == 0 || (taken != first && taken != second && taken != third && taken != fourth))
            return false;
        _next++;
        return true;
    }

    private void Expect(string token)
    {
        if (_tokens[_next++] != token)
            throw new FormatException($"'{token}' is missing before '{_tokens[_next - 1]}'.");
    }

    [GeneratedRegex(@"[A-Za-z_][A-Za-z0-9_]*|[0-9]+(\.[0-9]+)?|>=|<=|[-+*/(),<>]")]
    private static partial Regex Token();
}
