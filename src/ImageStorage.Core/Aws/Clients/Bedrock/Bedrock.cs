using System.Text.Json;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using ImageStorage.Aws.Errors;
using ImageStorage.Aws.Protocol;

// The part of the package AWSSDK.Bedrock that is used here, with the same names, so that the package can replace this file.
namespace Amazon.Bedrock;

/// <summary>Describes models.</summary>
internal interface IAmazonBedrock : IDisposable
{
    /// <summary>https://docs.aws.amazon.com/bedrock/latest/APIReference/API_GetFoundationModel.html</summary>
    Task<GetFoundationModelResponse> GetFoundationModelAsync(GetFoundationModelRequest request, CancellationToken cancellationToken = default);
}

/// <inheritdoc />
internal sealed class AmazonBedrockClient(AWSCredentials credentials, AmazonBedrockConfig config)
    : ServiceClient(credentials, config), IAmazonBedrock
{
    private static readonly JsonUnmarshaller<GetFoundationModelResponse> Unmarshaller = new(
        (body, _) => Read(body), (error, inner) => new AmazonBedrockException(error, inner));

    public Task<GetFoundationModelResponse> GetFoundationModelAsync(
        GetFoundationModelRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetFoundationModelRequest, GetFoundationModelResponse>(request, Marshall, Unmarshaller, cancellationToken);

    private static DefaultRequest Marshall(GetFoundationModelRequest request)
    {
        var marshalled = new DefaultRequest(request, "Amazon.Bedrock")
        {
            HttpMethod = "GET",
            ResourcePath = "/foundation-models/{modelIdentifier}",
        };
        marshalled.AddPathResource("{modelIdentifier}", request.ModelIdentifier);
        return marshalled;
    }

    private static GetFoundationModelResponse Read(byte[] body)
    {
        using var json = JsonDocument.Parse(body);
        var details = json.RootElement.GetProperty("modelDetails");
        var lifecycle = details.TryGetProperty("modelLifecycle", out var found) ? found : default;
        return new GetFoundationModelResponse
        {
            ModelDetails = new FoundationModelDetails
            {
                ModelId = details.GetProperty("modelId").GetString() ?? "",
                ModelLifecycle = lifecycle.ValueKind != JsonValueKind.Object ? null : new FoundationModelLifecycle
                {
                    Status = lifecycle.GetProperty("status").GetString() ?? "",
                    EndOfLifeTime = lifecycle.TryGetProperty("endOfLifeTime", out var end) ? Time(end) : null,
                },
            },
        };
    }

    private static DateTime? Time(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => value.GetDateTimeOffset().UtcDateTime,
        JsonValueKind.Number => DateTime.UnixEpoch.AddSeconds(value.GetDouble()),
        _ => null,
    };
}

/// <summary>The client's configuration.</summary>
internal sealed class AmazonBedrockConfig() : ServiceClientConfig("Bedrock", "bedrock", "bedrock", "2023-04-20");

/// <summary>Which model to describe.</summary>
internal sealed class GetFoundationModelRequest : AmazonWebServiceRequest
{
    public required string ModelIdentifier { get; init; }
}

/// <summary>A model as the service describes it.</summary>
internal sealed class GetFoundationModelResponse : AmazonWebServiceResponse
{
    public FoundationModelDetails? ModelDetails { get; init; }
}

/// <summary>A model.</summary>
internal sealed class FoundationModelDetails
{
    public required string ModelId { get; init; }

    public FoundationModelLifecycle? ModelLifecycle { get; init; }
}

/// <summary>A model's lifecycle.</summary>
internal sealed class FoundationModelLifecycle
{
    /// <summary><c>ACTIVE</c> or <c>LEGACY</c>.</summary>
    public required string Status { get; init; }

    /// <summary>In UTC; null when no end is set.</summary>
    public DateTime? EndOfLifeTime { get; init; }
}

/// <summary>An error of the service; <see cref="AmazonServiceException.ErrorCode"/> names it.</summary>
internal sealed class AmazonBedrockException(ServiceError error, Exception? innerException)
    : AmazonServiceException(error.Message, innerException, ErrorType.Unknown, error.Code, error.RequestId, error.StatusCode);
