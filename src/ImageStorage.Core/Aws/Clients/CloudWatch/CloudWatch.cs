using Amazon.CloudWatch.Model;
using Amazon.Runtime;
using ImageStorage.Aws.Errors;
using ImageStorage.Aws.Protocol;

// The part of the package AWSSDK.CloudWatch that is used here, with the same names, so that the package can replace this file and
// CloudWatch*Model.cs.
namespace Amazon.CloudWatch;

/// <summary>Keeps metrics, alarms and dashboards. https://docs.aws.amazon.com/AmazonCloudWatch/latest/APIReference/</summary>
internal interface IAmazonCloudWatch : IDisposable
{
    ICloudWatchPaginatorFactory Paginators { get; }

    Task<PutMetricDataResponse> PutMetricDataAsync(PutMetricDataRequest request, CancellationToken cancellationToken = default);

    Task<GetMetricDataResponse> GetMetricDataAsync(GetMetricDataRequest request, CancellationToken cancellationToken = default);

    Task<ListMetricsResponse> ListMetricsAsync(ListMetricsRequest request, CancellationToken cancellationToken = default);

    Task<DescribeAlarmsResponse> DescribeAlarmsAsync(DescribeAlarmsRequest request, CancellationToken cancellationToken = default);

    Task<GetDashboardResponse> GetDashboardAsync(GetDashboardRequest request, CancellationToken cancellationToken = default);

    Task<ListDashboardsResponse> ListDashboardsAsync(ListDashboardsRequest request, CancellationToken cancellationToken = default);
}

/// <summary>Reads the pages of a paged answer.</summary>
internal interface ICloudWatchPaginatorFactory
{
    Pages<GetMetricDataResponse> GetMetricData(GetMetricDataRequest request);

    Pages<ListMetricsResponse> ListMetrics(ListMetricsRequest request);

    Pages<DescribeAlarmsResponse> DescribeAlarms(DescribeAlarmsRequest request);

    Pages<ListDashboardsResponse> ListDashboards(ListDashboardsRequest request);
}

/// <inheritdoc cref="IAmazonCloudWatch" />
internal sealed class AmazonCloudWatchClient(AWSCredentials credentials, AmazonCloudWatchConfig config)
    : QueryServiceClient(credentials, config, new QueryForm("Amazon.CloudWatch", "2010-08-01")), IAmazonCloudWatch, ICloudWatchPaginatorFactory
{
    public ICloudWatchPaginatorFactory Paginators => this;

    public Task<PutMetricDataResponse> PutMetricDataAsync(PutMetricDataRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<PutMetricDataRequest, PutMetricDataResponse>(request, cancellationToken);

    public Task<GetMetricDataResponse> GetMetricDataAsync(GetMetricDataRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetMetricDataRequest, GetMetricDataResponse>(request, cancellationToken);

    public Task<ListMetricsResponse> ListMetricsAsync(ListMetricsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListMetricsRequest, ListMetricsResponse>(request, cancellationToken);

    public Task<DescribeAlarmsResponse> DescribeAlarmsAsync(DescribeAlarmsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<DescribeAlarmsRequest, DescribeAlarmsResponse>(request, cancellationToken);

    public Task<GetDashboardResponse> GetDashboardAsync(GetDashboardRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetDashboardRequest, GetDashboardResponse>(request, cancellationToken);

    public Task<ListDashboardsResponse> ListDashboardsAsync(ListDashboardsRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListDashboardsRequest, ListDashboardsResponse>(request, cancellationToken);

    public Pages<GetMetricDataResponse> GetMetricData(GetMetricDataRequest request) =>
        InPages(request, (asked, token) => asked.NextToken = token, GetMetricDataAsync, answer => answer.NextToken);

    public Pages<ListMetricsResponse> ListMetrics(ListMetricsRequest request) =>
        InPages(request, (asked, token) => asked.NextToken = token, ListMetricsAsync, answer => answer.NextToken);

    public Pages<DescribeAlarmsResponse> DescribeAlarms(DescribeAlarmsRequest request) =>
        InPages(request, (asked, token) => asked.NextToken = token, DescribeAlarmsAsync, answer => answer.NextToken);

    public Pages<ListDashboardsResponse> ListDashboards(ListDashboardsRequest request) =>
        InPages(request, (asked, token) => asked.NextToken = token, ListDashboardsAsync, answer => answer.NextToken);

    protected override AmazonServiceException Fail(ServiceError error, Exception? innerException) => error.Code switch
    {
        "ResourceNotFound" => new DashboardNotFoundErrorException(error, innerException),
        _ => new AmazonCloudWatchException(error, innerException),
    };
}

/// <summary>The client's configuration.</summary>
internal sealed class AmazonCloudWatchConfig() : ServiceClientConfig("CloudWatch", "monitoring", "monitoring", "2010-08-01");

/// <summary>An error of the service; <see cref="AmazonServiceException.ErrorCode"/> names it.</summary>
internal class AmazonCloudWatchException(ServiceError error, Exception? innerException)
    : AmazonServiceException(error.Message, innerException, ErrorType.Unknown, error.Code, error.RequestId, error.StatusCode);
