using System.Text.Json;
using System.Text.Json.Serialization;

namespace ImageStorage.Portal.Health;

/// <summary>How readiness is written.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ReadinessContract))]
internal sealed partial class HealthJson : JsonSerializerContext;
