using System.Text.Json;
using ImageStorage.Infrastructure.Checks;

namespace ImageStorage.Infrastructure.Policies;

/// <summary>
/// A policy of IAM or of a bucket: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html. What is certainly
/// allowed and what may be are evaluated apart: a condition that is not understood never counts in favour of the policy.
/// </summary>
internal sealed record PolicyDocument(IReadOnlyList<PolicyStatement> Statements)
{
    /// <exception cref="CheckNotMadeException">The text is not a policy.</exception>
    public static PolicyDocument Parse(string json)
    {
        try
        {
            using var document = JsonDocument.Parse(json);
            var statements = document.RootElement.GetProperty("Statement");
            return new PolicyDocument(
                statements.ValueKind == JsonValueKind.Array
                    ? [.. statements.EnumerateArray().Select(PolicyStatement.Read)]
                    : [PolicyStatement.Read(statements)]);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw CheckNotMadeException.Unknown(
                "The policy could not be read: it is not a policy document.",
                "Look at it in the console; terraform apply sets it again.",
                exception);
        }
    }

    /// <summary>True when some statement denies it for every caller.</summary>
    public bool Denies(PolicyRequest request) => Statements.Any(statement => !statement.IsAllow && statement.Covers(request, whenUnknown: false));

    /// <summary>True when some statement allows it and none denies it.</summary>
    public bool Allows(PolicyRequest request) =>
        !Statements.Any(statement => !statement.IsAllow && statement.Covers(request, whenUnknown: true))
        && Statements.Any(statement => statement.IsAllow && statement.Covers(request, whenUnknown: false));
}
