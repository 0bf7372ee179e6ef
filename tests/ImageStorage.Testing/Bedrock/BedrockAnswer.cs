using System.Text;
using System.Text.Json.Nodes;

namespace ImageStorage.Testing.Bedrock;

/// <summary>What Bedrock answers, in the shapes that AWS documents.</summary>
/// <param name="Status">The HTTP status.</param>
/// <param name="Body">The body.</param>
/// <param name="Headers">Further headers.</param>
public sealed record BedrockAnswer(int Status, string Body, params (string Name, string Value)[] Headers)
{
    /// <summary>Takes the request and stays silent.</summary>
    public static BedrockAnswer Never { get; } = new(0, "");

    /// <summary>Takes the request and ends the connection.</summary>
    public static BedrockAnswer Broken { get; } = new(-1, "");

    /// <summary>A picture of a Stability model.</summary>
    /// <param name="picture">The encoded picture.</param>
    /// <param name="seed">The seed that the model says it used.</param>
    public static BedrockAnswer Stability(byte[] picture, long seed) => new(200, new JsonObject
    {
        ["seeds"] = new JsonArray(seed),
        ["finish_reasons"] = new JsonArray((JsonNode?)null),
        ["images"] = new JsonArray(Convert.ToBase64String(picture)),
    }.ToJsonString());

    /// <summary>A picture of a Stability model that was withheld.</summary>
    /// <param name="reason">The finish reason.</param>
    public static BedrockAnswer Filtered(string reason) => new(200, new JsonObject { ["finish_reasons"] = new JsonArray(reason) }.ToJsonString());

    /// <summary>A picture of an Amazon model.</summary>
    /// <param name="picture">The encoded picture.</param>
    public static BedrockAnswer Amazon(byte[] picture) => new(200, new JsonObject
    {
        ["images"] = new JsonArray(Convert.ToBase64String(picture)),
        ["error"] = null,
    }.ToJsonString());

    /// <summary>A picture of an Amazon model that was withheld.</summary>
    /// <param name="error">The model's sentence.</param>
    public static BedrockAnswer AmazonError(string error) =>
        new(200, new JsonObject { ["images"] = new JsonArray(), ["error"] = error }.ToJsonString());

    /// <summary>What a text model says.</summary>
    /// <param name="text">The words.</param>
    /// <param name="stopReason">Why it stopped.</param>
    public static BedrockAnswer Converse(string text, string stopReason = "end_turn") => new(200, new JsonObject
    {
        ["output"] = new JsonObject
        {
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = new JsonArray(new JsonObject { ["text"] = text }) },
        },
        ["stopReason"] = stopReason,
        ["usage"] = new JsonObject { ["inputTokens"] = 30, ["outputTokens"] = 60, ["totalTokens"] = 90 },
        ["metrics"] = new JsonObject { ["latencyMs"] = 5 },
    }.ToJsonString());

    /// <summary>An embedding of a Titan model.</summary>
    /// <param name="vector">The embedding.</param>
    public static BedrockAnswer TitanEmbedding(params float[] vector) => new(200, new JsonObject
    {
        ["embedding"] = List(vector),
        ["inputTextTokenCount"] = 3,
    }.ToJsonString());

    /// <summary>Embeddings of a Cohere model.</summary>
    /// <param name="vectors">One for each text.</param>
    public static BedrockAnswer CohereEmbeddings(params float[][] vectors) => new(200, new JsonObject
    {
        ["id"] = "sent-by-the-stub",
        ["embeddings"] = new JsonArray([.. vectors.Select(List)]),
        ["response_type"] = "embeddings_floats",
    }.ToJsonString());

    /// <summary>An error of the service.</summary>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">The error's name.</param>
    /// <param name="message">The service's sentence.</param>
    /// <param name="headers">Further headers.</param>
    public static BedrockAnswer Error(int status, string code, string message = "Sent by the stub.", params (string Name, string Value)[] headers) => new(
        status,
        new JsonObject { ["message"] = message }.ToJsonString(),
        [("x-amzn-ErrorType", $"{code}:http://internal.amazon.com/coral/com.amazon.bedrock/"), .. headers]);

    /// <summary>Where a model stands.</summary>
    /// <param name="modelId">The model.</param>
    /// <param name="status"><c>ACTIVE</c> or <c>LEGACY</c>.</param>
    /// <param name="endOfLifeTime">As ISO 8601; null for none.</param>
    public static BedrockAnswer Model(string modelId, string status, string? endOfLifeTime = null)
    {
        var lifecycle = new JsonObject { ["status"] = status };
        if (endOfLifeTime is not null)
            lifecycle["endOfLifeTime"] = endOfLifeTime;
        return new BedrockAnswer(200, new JsonObject
        {
            ["modelDetails"] = new JsonObject { ["modelId"] = modelId, ["providerName"] = "Sent by the stub", ["modelLifecycle"] = lifecycle },
        }.ToJsonString());
    }

    private static JsonArray List(float[] vector) => [.. vector.Select(value => (JsonNode)value)];

    internal byte[] Serialize(string requestId)
    {
        string[] head =
        [
            $"HTTP/1.1 {Status} Stub",
            "Connection: close",
            .. Body.Length > 0 && !Headers.Any(header => header.Name == "Content-Type") ? ["Content-Type: application/json"] : Array.Empty<string>(),
            $"x-amzn-RequestId: {requestId}",
            .. Headers.Select(header => $"{header.Name}: {header.Value}"),
            $"Content-Length: {Encoding.UTF8.GetByteCount(Body)}",
        ];
        return Encoding.UTF8.GetBytes(string.Join("\r\n", head) + "\r\n\r\n" + Body);
    }
}
