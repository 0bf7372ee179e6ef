using Amazon.AutoScaling.Model;
using Amazon.Runtime;
using ImageStorage.Aws.Errors;
using ImageStorage.Aws.Protocol;

// The part of the package AWSSDK.AutoScaling that is used here, with the same names, so that the package can replace this file and
// AutoScaling*Model.cs.
namespace Amazon.AutoScaling;

/// <summary>Keeps groups of instances. https://docs.aws.amazon.com/autoscaling/ec2/APIReference/</summary>
internal interface IAmazonAutoScaling : IDisposable
{
    IAutoScalingPaginatorFactory Paginators { get; }

    Task<DescribeAutoScalingGroupsResponse> DescribeAutoScalingGroupsAsync(
        DescribeAutoScalingGroupsRequest request, CancellationToken cancellationToken = default);

    Task<DescribePoliciesResponse> DescribePoliciesAsync(DescribePoliciesRequest request, CancellationToken cancellationToken = default);

    Task<DescribeInstanceRefreshesResponse> DescribeInstanceRefreshesAsync(
        DescribeInstanceRefreshesRequest request, CancellationToken cancellationToken = default);

    Task<DescribeScalingActivitiesResponse> DescribeScalingActivitiesAsync(
        DescribeScalingActivitiesRequest request, CancellationToken cancellationToken = default);

    Task<StartInstanceRefreshResponse> StartInstanceRefreshAsync(StartInstanceRefreshRequest request, CancellationToken cancellationToken = default);
}

/// <summary>Reads the pages of a paged answer.</summary>
internal interface IAutoScalingPaginatorFactory
{
    Pages<DescribeAutoScalingGroupsResponse> DescribeAutoScalingGroups(DescribeAutoScalingGroupsRequest request);

    Pages<DescribePoliciesResponse> DescribePolicies(DescribePoliciesRequest request);

    Pages<DescribeInstanceRefreshesResponse> DescribeInstanceRefreshes(DescribeInstanceRefreshesRequest request);

    Pages<DescribeScalingActivitiesResponse> DescribeScalingActivities(DescribeScalingActivitiesRequest request);
}

/// <inheritdoc cref="IAmazonAutoScaling" />
internal sealed class AmazonAutoScalingClient(AWSCredentials credentials, AmazonAutoScalingConfig config)
    : QueryServiceClient(credentials, config, new QueryForm("Amazon.AutoScaling", "2011-01-01")), IAmazonAutoScaling, IAutoScalingPaginatorFactory
{
    public IAutoScalingPaginatorFactory Paginators => this;

    public Task<DescribeAutoScalingGroupsResponse> DescribeAutoScalingGroupsAsync(
        DescribeAutoScalingGroupsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeAutoScalingGroupsRequest, DescribeAutoScalingGroupsResponse>(request, cancellationToken);

    public Task<DescribePoliciesResponse> DescribePoliciesAsync(DescribePoliciesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribePoliciesRequest, DescribePoliciesResponse>(request, cancellationToken);

    public Task<DescribeInstanceRefreshesResponse> DescribeInstanceRefreshesAsync(
        DescribeInstanceRefreshesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeInstanceRefreshesRequest, DescribeInstanceRefreshesResponse>(request, cancellationToken);

    public Task<DescribeScalingActivitiesResponse> DescribeScalingActivitiesAsync(
        DescribeScalingActivitiesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeScalingActivitiesRequest, DescribeScalingActivitiesResponse>(request, cancellationToken);

    public Task<StartInstanceRefreshResponse> StartInstanceRefreshAsync(
        StartInstanceRefreshRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<StartInstanceRefreshRequest, StartInstanceRefreshResponse>(request, cancellationToken);

    public Pages<DescribeAutoScalingGroupsResponse> DescribeAutoScalingGroups(DescribeAutoScalingGroupsRequest request) =>
        InPages(request, (asked, token) => asked.NextToken = token, DescribeAutoScalingGroupsAsync, answer => answer.NextToken);

    public Pages<DescribePoliciesResponse> DescribePolicies(DescribePoliciesRequest request) =>
        InPages(request, (asked, token) => asked.NextToken = token, DescribePoliciesAsync, answer => answer.NextToken);

    public Pages<DescribeInstanceRefreshesResponse> DescribeInstanceRefreshes(DescribeInstanceRefreshesRequest request) =>
        InPages(request, (asked, token) => asked.NextToken = token, DescribeInstanceRefreshesAsync, answer => answer.NextToken);

    public Pages<DescribeScalingActivitiesResponse> DescribeScalingActivities(DescribeScalingActivitiesRequest request) =>
        InPages(request, (asked, token) => asked.NextToken = token, DescribeScalingActivitiesAsync, answer => answer.NextToken);

    protected override AmazonServiceException Fail(ServiceError error, Exception? innerException) => error.Code switch
    {
        "InstanceRefreshInProgress" => new InstanceRefreshInProgressException(error, innerException),
        _ => new AmazonAutoScalingException(error, innerException),
    };
}

/// <summary>The client's configuration.</summary>
internal sealed class AmazonAutoScalingConfig()
    : ServiceClientConfig("Auto Scaling", "autoscaling", "autoscaling", "2011-01-01");

/// <summary>An error of the service; <see cref="AmazonServiceException.ErrorCode"/> names it.</summary>
internal class AmazonAutoScalingException(ServiceError error, Exception? innerException)
    : AmazonServiceException(error.Message, innerException, ErrorType.Unknown, error.Code, error.RequestId, error.StatusCode);
