using Amazon.IdentityManagement.Model;
using Amazon.Runtime;
using ImageStorage.Aws.Errors;
using ImageStorage.Aws.Protocol;

// The part of the package AWSSDK.IdentityManagement that is used here, with the same names, so that the package can replace this file and
// IdentityManagementModel.cs.
namespace Amazon.IdentityManagement;

/// <summary>Keeps roles and policies. https://docs.aws.amazon.com/IAM/latest/APIReference/</summary>
internal interface IAmazonIdentityManagementService : IDisposable
{
    IIdentityManagementServicePaginatorFactory Paginators { get; }

    Task<GetRoleResponse> GetRoleAsync(GetRoleRequest request, CancellationToken cancellationToken = default);

    Task<GetInstanceProfileResponse> GetInstanceProfileAsync(GetInstanceProfileRequest request, CancellationToken cancellationToken = default);

    Task<ListAttachedRolePoliciesResponse> ListAttachedRolePoliciesAsync(
        ListAttachedRolePoliciesRequest request, CancellationToken cancellationToken = default);

    Task<ListRolePoliciesResponse> ListRolePoliciesAsync(ListRolePoliciesRequest request, CancellationToken cancellationToken = default);

    Task<GetRolePolicyResponse> GetRolePolicyAsync(GetRolePolicyRequest request, CancellationToken cancellationToken = default);

    Task<GetPolicyResponse> GetPolicyAsync(GetPolicyRequest request, CancellationToken cancellationToken = default);

    Task<GetPolicyVersionResponse> GetPolicyVersionAsync(GetPolicyVersionRequest request, CancellationToken cancellationToken = default);

    Task<SimulatePrincipalPolicyResponse> SimulatePrincipalPolicyAsync(
        SimulatePrincipalPolicyRequest request, CancellationToken cancellationToken = default);
}

/// <summary>Reads the pages of a paged answer.</summary>
internal interface IIdentityManagementServicePaginatorFactory
{
    Pages<ListAttachedRolePoliciesResponse> ListAttachedRolePolicies(ListAttachedRolePoliciesRequest request);

    Pages<ListRolePoliciesResponse> ListRolePolicies(ListRolePoliciesRequest request);

    Pages<SimulatePrincipalPolicyResponse> SimulatePrincipalPolicy(SimulatePrincipalPolicyRequest request);
}

/// <inheritdoc cref="IAmazonIdentityManagementService" />
internal sealed class AmazonIdentityManagementServiceClient(AWSCredentials credentials, AmazonIdentityManagementServiceConfig config)
    : QueryServiceClient(credentials, config, new QueryForm("Amazon.IdentityManagement", "2010-05-08")),
        IAmazonIdentityManagementService, IIdentityManagementServicePaginatorFactory
{
    public IIdentityManagementServicePaginatorFactory Paginators => this;

    public Task<GetRoleResponse> GetRoleAsync(GetRoleRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetRoleRequest, GetRoleResponse>(request, cancellationToken);

    public Task<GetInstanceProfileResponse> GetInstanceProfileAsync(
        GetInstanceProfileRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetInstanceProfileRequest, GetInstanceProfileResponse>(request, cancellationToken);

    public Task<ListAttachedRolePoliciesResponse> ListAttachedRolePoliciesAsync(
        ListAttachedRolePoliciesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListAttachedRolePoliciesRequest, ListAttachedRolePoliciesResponse>(request, cancellationToken);

    public Task<ListRolePoliciesResponse> ListRolePoliciesAsync(ListRolePoliciesRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<ListRolePoliciesRequest, ListRolePoliciesResponse>(request, cancellationToken);

    public Task<GetRolePolicyResponse> GetRolePolicyAsync(GetRolePolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetRolePolicyRequest, GetRolePolicyResponse>(request, cancellationToken);

    public Task<GetPolicyResponse> GetPolicyAsync(GetPolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetPolicyRequest, GetPolicyResponse>(request, cancellationToken);

    public Task<GetPolicyVersionResponse> GetPolicyVersionAsync(GetPolicyVersionRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<GetPolicyVersionRequest, GetPolicyVersionResponse>(request, cancellationToken);

    public Task<SimulatePrincipalPolicyResponse> SimulatePrincipalPolicyAsync(
        SimulatePrincipalPolicyRequest request, CancellationToken cancellationToken = default) =>
        InvokeAsync<SimulatePrincipalPolicyRequest, SimulatePrincipalPolicyResponse>(request, cancellationToken);

    public Pages<ListAttachedRolePoliciesResponse> ListAttachedRolePolicies(ListAttachedRolePoliciesRequest request) =>
        InPages(
            request,
            (asked, token) => asked.Marker = token,
            ListAttachedRolePoliciesAsync,
            answer => answer.IsTruncated is true ? answer.Marker : null);

    public Pages<ListRolePoliciesResponse> ListRolePolicies(ListRolePoliciesRequest request) =>
        InPages(request, (asked, token) => asked.Marker = token, ListRolePoliciesAsync, answer => answer.IsTruncated is true ? answer.Marker : null);

    public Pages<SimulatePrincipalPolicyResponse> SimulatePrincipalPolicy(SimulatePrincipalPolicyRequest request) =>
        InPages(
            request,
            (asked, token) => asked.Marker = token,
            SimulatePrincipalPolicyAsync,
            answer => answer.IsTruncated is true ? answer.Marker : null);

    protected override AmazonServiceException Fail(ServiceError error, Exception? innerException) => error.Code switch
    {
        "NoSuchEntity" => new NoSuchEntityException(error, innerException),
        _ => new AmazonIdentityManagementServiceException(error, innerException),
    };
}

/// <summary>The client's configuration.</summary>
internal sealed class AmazonIdentityManagementServiceConfig()
    : ServiceClientConfig("IAM", "iam", "iam", "2010-05-08", new GlobalEndpointProvider("iam", "cn-north-1"));

/// <summary>An error of the service; <see cref="AmazonServiceException.ErrorCode"/> names it.</summary>
internal class AmazonIdentityManagementServiceException(ServiceError error, Exception? innerException)
    : AmazonServiceException(error.Message, innerException, ErrorType.Unknown, error.Code, error.RequestId, error.StatusCode);
