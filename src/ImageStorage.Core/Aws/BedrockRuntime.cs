using Amazon.Runtime;
using Amazon.Runtime.Internal;
using ImageStorage.Aws;

// All of what is used of the package AWSSDK.BedrockRuntime, by its names, so that the package can take this file's place.
namespace Amazon.BedrockRuntime;

/// <summary>Runs models.</summary>
internal interface IAmazonBedrockRuntime : IDisposable
{
    IClientConfig Config { get; }

    /// <summary>https://docs.aws.amazon.com/bedrock/latest/APIReference/API_runtime_InvokeModel.html</summary>
    Task<InvokeModelResponse> InvokeModelAsync(InvokeModelRequest request, CancellationToken cancellationToken = default);
}

/// <inheritdoc />
internal sealed class AmazonBedrockRuntimeClient(AWSCredentials credentials, AmazonBedrockRuntimeConfig config)
    : ServiceClient(credentials, config), IAmazonBedrockRuntime
{
    private static readonly JsonUnmarshaller<InvokeModelResponse> Unmarshaller = new(
        (body, answer) => new InvokeModelResponse { Body = new MemoryStream(body), ContentType = answer.ContentType },
        (error, inner) => new AmazonBedrockRuntimeException(error, inner));

    public Task<InvokeModelResponse> InvokeModelAsync(InvokeModelRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<InvokeModelRequest, InvokeModelResponse>(request, Marshall, Unmarshaller, cancellationToken);

    private static DefaultRequest Marshall(InvokeModelRequest request)
    {
        var marshalled = new DefaultRequest(request, "Amazon.BedrockRuntime")
        {
            HttpMethod = "POST",
            ResourcePath = "/model/{modelId}/invoke",
            // A copy: the SDK ends the stream that it sends, and an attempt may be followed by another.
            Content = request.Body.ToArray(),
        };
        marshalled.AddPathResource("{modelId}", request.ModelId);
        marshalled.Headers["Content-Type"] = request.ContentType;
        marshalled.Headers["Accept"] = request.Accept;
        return marshalled;
    }
}

/// <summary>The client's configuration.</summary>
internal sealed class AmazonBedrockRuntimeConfig() : ServiceClientConfig("Bedrock Runtime", "bedrock-runtime", "bedrock", "2023-09-30");

/// <summary>What a model is asked.</summary>
internal sealed class InvokeModelRequest : AmazonWebServiceRequest
{
    /// <summary>The model's id, or the ARN of what runs it.</summary>
    public required string ModelId { get; init; }

    /// <summary>The model's own JSON.</summary>
    public required MemoryStream Body { get; init; }

    public string ContentType { get; init; } = "application/json";

    public string Accept { get; init; } = "application/json";
}

/// <summary>What a model answered.</summary>
internal sealed class InvokeModelResponse : AmazonWebServiceResponse
{
    /// <summary>The model's own JSON.</summary>
    public MemoryStream Body { get; init; } = new();

    public string? ContentType { get; init; }
}

/// <summary>An error of the service; <see cref="AmazonServiceException.ErrorCode"/> names it.</summary>
internal sealed class AmazonBedrockRuntimeException(ServiceError error, Exception? innerException)
    : AmazonServiceException(error.Message, innerException, ErrorType.Unknown, error.Code, error.RequestId, error.StatusCode);
