using System.Text.Json;

namespace ImageStorage.Infrastructure.Policies;

/// <summary>One statement of a policy.</summary>
internal sealed record PolicyStatement
{
    public string? Sid { get; private init; }

    public required bool IsAllow { get; init; }

    /// <summary>Patterns, in lower case: IAM does not look at the case of actions.</summary>
    public IReadOnlyList<string> Actions { get; private init; } = [];

    public IReadOnlyList<string> NotActions { get; private init; } = [];

    public IReadOnlyList<string> Resources { get; private init; } = [];

    public IReadOnlyList<string> NotResources { get; private init; } = [];

    /// <summary>As <c>Service:cloudfront.amazonaws.com</c>, <c>AWS:arn...</c>; <c>*</c> for everybody. Empty in policies of roles.</summary>
    public IReadOnlyList<string> Principals { get; private init; } = [];

    /// <summary>True when it names those whom it is not about.</summary>
    public bool HasNotPrincipal { get; private init; }

    public IReadOnlyList<PolicyCondition> Conditions { get; private init; } = [];

    public static PolicyStatement Read(JsonElement json) => new()
    {
        Sid = json.TryGetProperty(nameof(Sid), out var sid) ? sid.GetString() : null,
        IsAllow = json.GetProperty("Effect").GetString() == "Allow",
        Actions = [.. Strings(json, "Action").Select(action => action.ToLowerInvariant())],
        NotActions = [.. Strings(json, "NotAction").Select(action => action.ToLowerInvariant())],
        Resources = Strings(json, "Resource"),
        NotResources = Strings(json, "NotResource"),
        Principals = ReadPrincipals(json),
        HasNotPrincipal = json.TryGetProperty("NotPrincipal", out _),
        Conditions = ReadConditions(json),
    };

    /// <summary>True when the statement is about the request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="whenUnknown">What a condition counts as that is not understood or about which the request says nothing.</param>
    public bool Covers(PolicyRequest request, bool whenUnknown) =>
        CoversAction(request.Action.ToLowerInvariant())
        && (NotResources.Count > 0
            ? !NotResources.Any(pattern => PolicyPattern.Matches(pattern, request.Resource))
            : Resources.Any(pattern => PolicyPattern.Matches(pattern, request.Resource)))
        && Conditions.All(condition => condition.Holds(request.Context) ?? whenUnknown);

    /// <summary>As it is called in a sentence.</summary>
    public override string ToString() => Sid is { Length: > 0 } sid ? $"'{sid}'" : "without a Sid";

    private bool CoversAction(string action) => NotActions.Count > 0
        ? !NotActions.Any(pattern => PolicyPattern.Matches(pattern, action))
        : Actions.Any(pattern => PolicyPattern.Matches(pattern, action));

    private static List<string> ReadPrincipals(JsonElement json)
    {
        if (!json.TryGetProperty("Principal", out var principal))
            return [];
        if (principal.ValueKind == JsonValueKind.String)
            return [principal.GetString()!];
        return [.. principal.EnumerateObject().SelectMany(
            kind => Strings(principal, kind.Name).Select(name => kind.NameEquals("AWS") && name == "*" ? "*" : $"{kind.Name}:{name}"))];
    }

    private static List<PolicyCondition> ReadConditions(JsonElement json) => json.TryGetProperty("Condition", out var conditions)
        ? [.. conditions.EnumerateObject().SelectMany(operation => operation.Value.EnumerateObject().Select(
            key => new PolicyCondition(operation.Name, key.Name.ToLowerInvariant(), Strings(operation.Value, key.Name))))]
        : [];

    /// <summary>A text, or a list of such.</summary>
    private static List<string> Strings(JsonElement json, string name)
    {
        if (!json.TryGetProperty(name, out var value))
            return [];
        return value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(Text)] : [Text(value)];
    }

    private static string Text(JsonElement value) => value.ValueKind == JsonValueKind.String ? value.GetString()! : value.GetRawText();
}
