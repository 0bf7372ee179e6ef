using System.Text.Json;

namespace ImageStorage.Infrastructure.Stack;

/// <summary>A plan of a stack that stands.</summary>
/// <param name="Json">The plan.</param>
/// <param name="ApplyOutput">What the apply before it said.</param>
/// <param name="Output">What the plan said.</param>
public sealed record StackPlan(JsonDocument Json, string ApplyOutput, string Output)
{
    /// <summary>The values of a resource of the root module.</summary>
    /// <param name="address">Its address.</param>
    public JsonElement Values(string address) => Resources().Single(resource => resource.GetProperty("address").GetString() == address).GetProperty("values");

    /// <summary>The resources of the root module.</summary>
    public IEnumerable<JsonElement> Resources() =>
        Json.RootElement.GetProperty("planned_values").GetProperty("root_module").GetProperty("resources").EnumerateArray();

    /// <summary>What would be changed: an address and an attribute each, or an address and the action for what is not an update.</summary>
    public IEnumerable<string> Changes() => Json.RootElement.GetProperty("resource_changes").EnumerateArray()
        .Where(change => change.GetProperty("mode").GetString() == "managed")
        .SelectMany(resource => Changes(resource.GetProperty("address").GetString()!, resource.GetProperty("change")));

    private static IEnumerable<string> Changes(string address, JsonElement change)
    {
        var actions = string.Join(", ", change.GetProperty("actions").EnumerateArray().Select(action => action.GetString()));
        if (actions == "no-op")
            return [];
        if (actions != "update")
            return [$"{address} {actions}"];
        var after = change.GetProperty("after");
        return change.GetProperty("before").EnumerateObject()
            .Where(before => !after.TryGetProperty(before.Name, out var value) || !JsonElement.DeepEquals(before.Value, value))
            .Select(before => $"{address} {before.Name}");
    }

    /// <summary>The state's value of an output.</summary>
    /// <param name="name">The output.</param>
    public JsonElement FinalOutput(string name) => Json.RootElement.GetProperty("planned_values").GetProperty("outputs").GetProperty(name).GetProperty("value");
}
