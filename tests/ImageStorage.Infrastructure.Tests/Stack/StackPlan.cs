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

    /// <summary>The addresses of what would be changed, with what would be done.</summary>
    public IEnumerable<string> Changes() => Json.RootElement.GetProperty("resource_changes").EnumerateArray()
        .Where(change => change.GetProperty("mode").GetString() == "managed")
        .Select(change => (
            Address: change.GetProperty("address").GetString(),
            Actions: string.Join(", ", change.GetProperty("change").GetProperty("actions").EnumerateArray().Select(action => action.GetString()))))
        .Where(change => change.Actions != "no-op")
        .Select(change => $"{change.Address}: {change.Actions}");

    /// <summary>The state's value of an output.</summary>
    /// <param name="name">The output.</param>
    public JsonElement FinalOutput(string name) => Json.RootElement.GetProperty("planned_values").GetProperty("outputs").GetProperty(name).GetProperty("value");
}
