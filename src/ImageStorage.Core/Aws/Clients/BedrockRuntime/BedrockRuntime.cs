using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using ImageStorage.Aws.Errors;
using ImageStorage.Aws.Protocol;
using ImageStorage.Generation.Bedrock;

// The part of the package AWSSDK.BedrockRuntime that is used here, with the same names, so that the package can replace this file.
namespace Amazon.BedrockRuntime;

/// <summary>Runs models.</summary>
internal interface IAmazonBedrockRuntime : IDisposable
{
    IClientConfig Config { get; }

    /// <summary>https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html</summary>
    Task<InvokeModelResponse> InvokeModelAsync(InvokeModelRequest request, CancellationToken cancellationToken = default);

    /// <summary>https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_Converse.html</summary>
    Task<ConverseResponse> ConverseAsync(ConverseRequest request, CancellationToken cancellationToken = default);
}

/// <inheritdoc />
internal sealed class AmazonBedrockRuntimeClient(AWSCredentials credentials, AmazonBedrockRuntimeConfig config)
    : ServiceClient(credentials, config), IAmazonBedrockRuntime
{
    private static readonly JsonUnmarshaller<InvokeModelResponse> InvokeModelUnmarshaller = new(
        (body, answer) => new InvokeModelResponse { Body = new MemoryStream(body), ContentType = answer.ContentType },
        (error, inner) => new AmazonBedrockRuntimeException(error, inner));

    private static readonly JsonUnmarshaller<ConverseResponse> ConverseUnmarshaller = new(
        (body, _) => Read(body), (error, inner) => new AmazonBedrockRuntimeException(error, inner));

    public Task<InvokeModelResponse> InvokeModelAsync(InvokeModelRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<InvokeModelRequest, InvokeModelResponse>(request, Marshall, InvokeModelUnmarshaller, cancellationToken);

    public Task<ConverseResponse> ConverseAsync(ConverseRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ConverseRequest, ConverseResponse>(request, Marshall, ConverseUnmarshaller, cancellationToken);

    private static DefaultRequest Marshall(InvokeModelRequest request)
    {
        var marshalled = new DefaultRequest(request, "Amazon.BedrockRuntime")
        {
            HttpMethod = "POST",
            ResourcePath = "/model/{modelId}/invoke",
            // Copied, because the SDK closes the stream that it sends, and the request may be sent again.
            Content = request.Body.ToArray(),
        };
        marshalled.AddPathResource("{modelId}", request.ModelId);
        marshalled.Headers["Content-Type"] = request.ContentType;
        marshalled.Headers["Accept"] = request.Accept;
        return marshalled;
    }

    private static DefaultRequest Marshall(ConverseRequest request)
    {
        var marshalled = new DefaultRequest(request, "Amazon.BedrockRuntime")
        {
            HttpMethod = "POST",
            ResourcePath = "/model/{modelId}/converse",
            Content = ModelJson.Write(writer => Write(writer, request)),
        };
        marshalled.AddPathResource("{modelId}", request.ModelId);
        marshalled.Headers["Content-Type"] = "application/json";
        return marshalled;
    }

    private static void Write(Utf8JsonWriter writer, ConverseRequest request)
    {
        writer.WriteStartArray("messages");
        foreach (var message in request.Messages)
        {
            writer.WriteStartObject();
            writer.WriteString("role", message.Role);
            WriteTexts(writer, "content", message.Content.Select(block => block.Text));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        if (request.System.Count > 0)
            WriteTexts(writer, "system", request.System.Select(block => block.Text));
        if (request.InferenceConfig is not { } inference)
            return;
        writer.WriteStartObject("inferenceConfig");
        if (inference.MaxTokens is { } maxTokens)
            writer.WriteNumber("maxTokens", maxTokens);
        if (inference.Temperature is { } temperature)
            writer.WriteNumber("temperature", temperature);
        writer.WriteEndObject();
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IEnumerable<string?> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStartObject();
            writer.WriteString("text", text);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static ConverseResponse Read(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var content = Property(Property(Property(json.RootElement, "output"), "message"), "content");
        var usage = Property(json.RootElement, "usage");
        return new ConverseResponse
        {
            Output = content.ValueKind != JsonValueKind.Array ? null : new ConverseOutput
            {
                Message = new Message
                {
                    Role = ConversationRole.Assistant,
                    Content = [.. content.EnumerateArray().Select(block => new ContentBlock { Text = Text(Property(block, "text")) })],
                },
            },
            StopReason = Text(Property(json.RootElement, "stopReason")),
            Usage = usage.ValueKind != JsonValueKind.Object ? null : new TokenUsage
            {
                InputTokens = Number(Property(usage, "inputTokens")),
                OutputTokens = Number(Property(usage, "outputTokens")),
            },
        };
    }

    private static JsonElement Property(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value : default;

    private static string? Text(JsonElement element) => element.ValueKind == JsonValueKind.String ? element.GetString() : null;

    private static int? Number(JsonElement element) =>
        element.ValueKind == JsonValueKind.Number && element.TryGetInt32(out var value) ? value : null;
}

/// <summary>The client's configuration.</summary>
internal sealed class AmazonBedrockRuntimeConfig() : ServiceClientConfig("Bedrock Runtime", "bedrock-runtime", "bedrock", "2023-09-30");

/// <summary>A request to a model.</summary>
internal sealed class InvokeModelRequest : AmazonWebServiceRequest
{
    /// <summary>The model's id, or the ARN of what runs it.</summary>
    public required string ModelId { get; init; }

    /// <summary>The model's own JSON.</summary>
    public required MemoryStream Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    public string Accept { get; init; } = "application/json";
}

/// <summary>A model's answer.</summary>
internal sealed class InvokeModelResponse : AmazonWebServiceResponse
{
    /// <summary>The model's own JSON.</summary>
    public MemoryStream Body { get; init; } = new();

    public string? ContentType { get; init; }
}

/// <summary>The author of a message.</summary>
internal static class ConversationRole
{
    public const string Assistant = "assistant";

    public const string User = "user";
}

/// <summary>Why a model stopped: the reasons handled here.</summary>
internal static class StopReason
{
    public const string ContentFiltered = "content_filtered";

    public const string GuardrailIntervened = "guardrail_intervened";
}

/// <summary>A conversation, in the same shape for all models.</summary>
internal sealed class ConverseRequest : AmazonWebServiceRequest
{
    /// <summary>The model's id, or the id or ARN of an inference profile.</summary>
    public required string ModelId { get; init; }

    public required List<Message> Messages { get; init; }

    public List<SystemContentBlock> System { get; init; } = [];

    public InferenceConfiguration? InferenceConfig { get; init; }
}

/// <summary>A message of a conversation.</summary>
internal sealed class Message
{
    /// <summary>One of <see cref="ConversationRole"/>.</summary>
    public required string Role { get; init; }

    public required List<ContentBlock> Content { get; init; }
}

/// <summary>A part of a message.</summary>
internal sealed class ContentBlock
{
    /// <summary>Null for a part of another kind, such as a model's reasoning.</summary>
    public string? Text { get; init; }
}

/// <summary>A part of the system prompt.</summary>
internal sealed class SystemContentBlock
{
    public required string Text { get; init; }
}

/// <summary>How a model answers.</summary>
internal sealed class InferenceConfiguration
{
    /// <summary>The longest answer.</summary>
    public int? MaxTokens { get; init; }

    /// <summary>0 to 1: how freely words are chosen.</summary>
    public float? Temperature { get; init; }
}

/// <summary>A model's message.</summary>
internal sealed class ConverseResponse : AmazonWebServiceResponse
{
    public ConverseOutput? Output { get; init; }

    /// <summary>Such as <c>end_turn</c>, <c>max_tokens</c>, or one of <see cref="BedrockRuntime.StopReason"/>.</summary>
    public string? StopReason { get; init; }

    public TokenUsage? Usage { get; init; }
}

/// <summary>The message that a model answered with.</summary>
internal sealed class ConverseOutput
{
    public Message? Message { get; init; }
}

/// <summary>The tokens that are billed.</summary>
internal sealed class TokenUsage
{
    public int? InputTokens { get; init; }

    public int? OutputTokens { get; init; }
}

/// <summary>An error of the service; <see cref="AmazonServiceException.ErrorCode"/> names it.</summary>
internal sealed class AmazonBedrockRuntimeException(ServiceError error, Exception? innerException)
    : AmazonServiceException(error.Message, innerException, ErrorType.Unknown, error.Code, error.RequestId, error.StatusCode);
