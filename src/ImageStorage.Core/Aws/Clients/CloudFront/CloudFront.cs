using System.Xml.Linq;
using Amazon.CloudFront.Model;
using Amazon.Runtime;
using Amazon.Runtime.Internal;
using Amazon.Runtime.Internal.Transform;
using ImageStorage.Aws.Errors;
using ImageStorage.Aws.Protocol;

// The part of the package AWSSDK.CloudFront that is used here, with the same names, so that the package can replace this file and
// CloudFront*Model.cs.
namespace Amazon.CloudFront;

/// <summary>Serves objects all over the world. https://docs.aws.amazon.com/cloudfront/latest/APIReference/</summary>
internal interface IAmazonCloudFront : IDisposable
{
    ICloudFrontPaginatorFactory Paginators { get; }

    Task<GetDistributionResponse> GetDistributionAsync(GetDistributionRequest request, CancellationToken cancellationToken = default);

    Task<GetDistributionConfigResponse> GetDistributionConfigAsync(
        GetDistributionConfigRequest request, CancellationToken cancellationToken = default);

    Task<ListDistributionsResponse> ListDistributionsAsync(ListDistributionsRequest request, CancellationToken cancellationToken = default);

    Task<GetOriginAccessControlResponse> GetOriginAccessControlAsync(
        GetOriginAccessControlRequest request, CancellationToken cancellationToken = default);

    Task<GetCachePolicyResponse> GetCachePolicyAsync(GetCachePolicyRequest request, CancellationToken cancellationToken = default);

    Task<GetResponseHeadersPolicyResponse> GetResponseHeadersPolicyAsync(
        GetResponseHeadersPolicyRequest request, CancellationToken cancellationToken = default);

    Task<GetMonitoringSubscriptionResponse> GetMonitoringSubscriptionAsync(
        GetMonitoringSubscriptionRequest request, CancellationToken cancellationToken = default);

    Task<CreateInvalidationResponse> CreateInvalidationAsync(CreateInvalidationRequest request, CancellationToken cancellationToken = default);
}

/// <summary>Reads the pages of a paged answer.</summary>
internal interface ICloudFrontPaginatorFactory
{
    Pages<ListDistributionsResponse> ListDistributions(ListDistributionsRequest request);
}

/// <inheritdoc cref="IAmazonCloudFront" />
internal sealed class AmazonCloudFrontClient(AWSCredentials credentials, AmazonCloudFrontConfig config)
    : ServiceClient(credentials, config), IAmazonCloudFront, ICloudFrontPaginatorFactory
{
    private const string Version = "2020-05-31";

    private static readonly XNamespace Xmlns = $"http://cloudfront.amazonaws.com/doc/{Version}/";

    public ICloudFrontPaginatorFactory Paginators => this;

    public Task<GetDistributionResponse> GetDistributionAsync(GetDistributionRequest request, CancellationToken cancellationToken = default) =>
        GetAsync<GetDistributionRequest, GetDistributionResponse, Distribution>(
            request, "distribution/{Id}", request.Id, (found, eTag) => new() { Distribution = found, ETag = eTag }, cancellationToken);

    public Task<GetDistributionConfigResponse> GetDistributionConfigAsync(
        GetDistributionConfigRequest request, CancellationToken cancellationToken = default) =>
        GetAsync<GetDistributionConfigRequest, GetDistributionConfigResponse, DistributionConfig>(
            request, "distribution/{Id}/config", request.Id, (found, eTag) => new() { DistributionConfig = found, ETag = eTag }, cancellationToken);

    public Task<ListDistributionsResponse> ListDistributionsAsync(ListDistributionsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListDistributionsRequest, ListDistributionsResponse>(
            request,
            asked =>
            {
                var marshalled = Request(asked, "GET", "distribution");
                marshalled.UseQueryString = true;
                if (asked.Marker is { } marker)
                    marshalled.Parameters["Marker"] = marker;
                if (asked.MaxItems is { } maxItems)
                    marshalled.Parameters["MaxItems"] = maxItems;
                return marshalled;
            },
            Unmarshaller<ListDistributionsResponse, DistributionList>((found, _) => new() { DistributionList = found }),
            cancellationToken);

    public Task<GetOriginAccessControlResponse> GetOriginAccessControlAsync(
        GetOriginAccessControlRequest request, CancellationToken cancellationToken = default) =>
        GetAsync<GetOriginAccessControlRequest, GetOriginAccessControlResponse, OriginAccessControl>(
            request,
            "origin-access-control/{Id}",
            request.Id,
            (found, eTag) => new() { OriginAccessControl = found, ETag = eTag },
            cancellationToken);

    public Task<GetCachePolicyResponse> GetCachePolicyAsync(GetCachePolicyRequest request, CancellationToken cancellationToken = default) =>
        GetAsync<GetCachePolicyRequest, GetCachePolicyResponse, CachePolicy>(
            request, "cache-policy/{Id}", request.Id, (found, eTag) => new() { CachePolicy = found, ETag = eTag }, cancellationToken);

    public Task<GetResponseHeadersPolicyResponse> GetResponseHeadersPolicyAsync(
        GetResponseHeadersPolicyRequest request, CancellationToken cancellationToken = default) =>
        GetAsync<GetResponseHeadersPolicyRequest, GetResponseHeadersPolicyResponse, ResponseHeadersPolicy>(
            request,
            "response-headers-policy/{Id}",
            request.Id,
            (found, eTag) => new() { ResponseHeadersPolicy = found, ETag = eTag },
            cancellationToken);

    public Task<GetMonitoringSubscriptionResponse> GetMonitoringSubscriptionAsync(
        GetMonitoringSubscriptionRequest request, CancellationToken cancellationToken = default) =>
        GetAsync<GetMonitoringSubscriptionRequest, GetMonitoringSubscriptionResponse, MonitoringSubscription>(
            request,
            "distributions/{Id}/monitoring-subscription",
            request.DistributionId,
            (found, _) => new() { MonitoringSubscription = found },
            cancellationToken);

    public Task<CreateInvalidationResponse> CreateInvalidationAsync(
        CreateInvalidationRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<CreateInvalidationRequest, CreateInvalidationResponse>(
            request,
            asked =>
            {
                var marshalled = Request(asked, "POST", "distribution/{Id}/invalidation", asked.DistributionId);
                marshalled.Content = XmlShape.Write("InvalidationBatch", asked.InvalidationBatch, Xmlns);
                marshalled.Headers["Content-Type"] = "application/xml";
                return marshalled;
            },
            Unmarshaller<CreateInvalidationResponse, Invalidation>(
                (made, answer) => new() { Invalidation = made, Location = answer.GetHeaderValue("Location") }),
            cancellationToken);

    public Pages<ListDistributionsResponse> ListDistributions(ListDistributionsRequest request) => InPages(
        request,
        (asked, token) => asked.Marker = token,
        ListDistributionsAsync,
        answer => answer.DistributionList?.IsTruncated is true ? answer.DistributionList.NextMarker : null);

    private static Task<TResponse> RefuseAsync<TResponse>(string what) => Task.FromException<TResponse>(
        new AmazonCloudFrontException(new ServiceError("ValidationException", what, null, 0), null));

    private Task<TResponse> GetAsync<TRequest, TResponse, TPayload>(
        TRequest request, string path, string id, Func<TPayload, string?, TResponse> respond, CancellationToken cancellationToken)
        where TRequest : AmazonWebServiceRequest
        where TResponse : AmazonWebServiceResponse, new()
        where TPayload : class =>
        // Refused without an id, because the path would be that of the list.
        string.IsNullOrEmpty(id)
            ? RefuseAsync<TResponse>($"{typeof(TRequest).Name} has no id.")
            : InvokeAsync<TRequest, TResponse>(
                request,
                asked => Request(asked, "GET", path, id),
                Unmarshaller<TResponse, TPayload>((found, answer) => respond(found, answer.GetHeaderValue("ETag"))),
                cancellationToken);

    private static DefaultRequest Request(AmazonWebServiceRequest request, string method, string path, string? id = null)
    {
        var marshalled = new DefaultRequest(request, "Amazon.CloudFront") { HttpMethod = method, ResourcePath = $"/{Version}/{path}" };
        if (id is not null)
            marshalled.AddPathResource("{Id}", id);
        return marshalled;
    }

    private static XmlUnmarshaller<TResponse> Unmarshaller<TResponse, TPayload>(Func<TPayload, IWebResponseData, TResponse> respond)
        where TResponse : AmazonWebServiceResponse
        where TPayload : class =>
        new(typeof(TPayload).Name, (root, answer) => respond(XmlShape.Read<TPayload>(root), answer), Fail);

    private static AmazonCloudFrontException Fail(ServiceError error, Exception? innerException) => error.Code switch
    {
        "NoSuchDistribution" => new NoSuchDistributionException(error, innerException),
        "NoSuchOriginAccessControl" => new NoSuchOriginAccessControlException(error, innerException),
        "NoSuchCachePolicy" => new NoSuchCachePolicyException(error, innerException),
        "NoSuchResponseHeadersPolicy" => new NoSuchResponseHeadersPolicyException(error, innerException),
        "NoSuchMonitoringSubscription" => new NoSuchMonitoringSubscriptionException(error, innerException),
        _ => new AmazonCloudFrontException(error, innerException),
    };
}

/// <summary>The client's configuration.</summary>
internal sealed class AmazonCloudFrontConfig()
    : ServiceClientConfig("CloudFront", "cloudfront", "cloudfront", "2020-05-31", new GlobalEndpointProvider("cloudfront", "cn-northwest-1"));

/// <summary>An error of the service; <see cref="AmazonServiceException.ErrorCode"/> names it.</summary>
internal class AmazonCloudFrontException(ServiceError error, Exception? innerException)
    : AmazonServiceException(error.Message, innerException, ErrorType.Unknown, error.Code, error.RequestId, error.StatusCode);
