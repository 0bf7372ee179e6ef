using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ImageStorage.Infrastructure.Policies;

/// <summary>
/// Decides as IAM does within one policy: an explicit deny wins, then an allow, else no. See
/// https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_evaluation-logic.html. An operator it does not know is an error,
/// not a guess.
/// </summary>
/// <param name="policy">The policy's JSON.</param>
public sealed class PolicyEvaluator(string policy)
{
    private readonly JsonElement[] _statements = [.. JsonDocument.Parse(policy).RootElement.GetProperty("Statement").EnumerateArray()];

    /// <summary>True when the policy allows a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="principal">Who asks, in a resource's policy: the type and the name, Service and cloudfront.amazonaws.com.</param>
    public bool Allows(PolicyRequest request, (string Type, string Name)? principal = null)
    {
        var effects = _statements.Where(statement => Matches(statement, request, principal))
            .Select(statement => statement.GetProperty("Effect").GetString()).ToArray();
        return effects.Contains("Allow") && !effects.Contains("Deny");
    }

    private static bool Matches(JsonElement statement, PolicyRequest request, (string Type, string Name)? principal)
    {
        if (statement.EnumerateObject().Any(part => part.Name is "NotAction" or "NotResource" or "NotPrincipal"))
            throw new NotSupportedException("NotAction, NotResource and NotPrincipal are not evaluated here.");
        return Texts(statement, "Action").Any(pattern => IsLike(request.Action, pattern, ignoreCase: true))
            && Texts(statement, "Resource").Any(pattern => IsLike(request.Resource, pattern))
            && MatchesPrincipal(statement, principal)
            && (!statement.TryGetProperty("Condition", out var condition) || condition.EnumerateObject().All(test => Holds(test, request.Context)));
    }

    private static bool MatchesPrincipal(JsonElement statement, (string Type, string Name)? principal)
    {
        if (!statement.TryGetProperty("Principal", out var named))
            return principal is null;
        if (named.ValueKind == JsonValueKind.String)
            return named.GetString() == "*";
        return principal is { } asking && named.TryGetProperty(asking.Type, out _) && Texts(named, asking.Type).Any(name => name == "*" || name == asking.Name);
    }

    private static bool Holds(JsonProperty test, IReadOnlyDictionary<string, string> context) => test.Value.EnumerateObject().All(key =>
        // A key that the request does not have makes the condition false.
        context.TryGetValue(key.Name.ToLowerInvariant(), out var actual)
        && Texts(test.Value, key.Name).Any(expected => Compares(test.Name, actual, expected)));

    private static bool Compares(string @operator, string actual, string expected) => @operator switch
    {
        "StringEquals" => actual == expected,
        "StringLike" or "ArnLike" => IsLike(actual, expected),
        "Bool" => string.Equals(actual, expected, StringComparison.OrdinalIgnoreCase),
        "NumericLessThan" => double.Parse(actual, CultureInfo.InvariantCulture) < double.Parse(expected, CultureInfo.InvariantCulture),
        _ => throw new NotSupportedException($"{@operator} is not evaluated here."),
    };

    private static string[] Texts(JsonElement parent, string name) => parent.GetProperty(name) is { ValueKind: JsonValueKind.Array } list
        ? [.. list.EnumerateArray().Select(item => item.GetString()!)]
        : [parent.GetProperty(name).GetString()!];

    private static bool IsLike(string text, string pattern, bool ignoreCase = false) => Regex.IsMatch(
        text,
        $"^{Regex.Escape(pattern).Replace(@"\*", ".*", StringComparison.Ordinal).Replace(@"\?", ".", StringComparison.Ordinal)}$",
        RegexOptions.Singleline | RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None));
}
