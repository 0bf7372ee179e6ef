using Amazon.Runtime;
using ImageStorage.Aws.Errors;

// See IdentityManagement.cs. As in the SDK, null means absent from the answer, or not sent.
namespace Amazon.IdentityManagement.Model;

/// <summary>Which role.</summary>
internal sealed class GetRoleRequest : AmazonWebServiceRequest
{
    public string? RoleName { get; set; }
}

/// <summary>A role.</summary>
internal sealed class GetRoleResponse : AmazonWebServiceResponse
{
    public Role? Role { get; set; }
}

/// <summary>A role and who may assume it.</summary>
internal sealed class Role
{
    public string? RoleName { get; set; }

    public string? RoleId { get; set; }

    public string? Arn { get; set; }

    public string? Path { get; set; }

    public DateTime? CreateDate { get; set; }

    /// <summary>JSON, encoded as in a URL.</summary>
    public string? AssumeRolePolicyDocument { get; set; }

    public string? Description { get; set; }

    /// <summary>In seconds.</summary>
    public int? MaxSessionDuration { get; set; }

    public AttachedPermissionsBoundary? PermissionsBoundary { get; set; }

    public RoleLastUsed? RoleLastUsed { get; set; }

    public List<Tag>? Tags { get; set; }
}

/// <summary>The most that a role may do.</summary>
internal sealed class AttachedPermissionsBoundary
{
    public string? PermissionsBoundaryType { get; set; }

    public string? PermissionsBoundaryArn { get; set; }
}

/// <summary>When and where a role was used last.</summary>
internal sealed class RoleLastUsed
{
    public DateTime? LastUsedDate { get; set; }

    public string? Region { get; set; }
}

/// <summary>A tag.</summary>
internal sealed class Tag
{
    public string? Key { get; set; }

    public string? Value { get; set; }
}

/// <summary>Which instance profile.</summary>
internal sealed class GetInstanceProfileRequest : AmazonWebServiceRequest
{
    public string? InstanceProfileName { get; set; }
}

/// <summary>An instance profile.</summary>
internal sealed class GetInstanceProfileResponse : AmazonWebServiceResponse
{
    public InstanceProfile? InstanceProfile { get; set; }
}

/// <summary>Gives the instances of EC2 a role.</summary>
internal sealed class InstanceProfile
{
    public string? InstanceProfileName { get; set; }

    public string? InstanceProfileId { get; set; }

    public string? Arn { get; set; }

    public string? Path { get; set; }

    public DateTime? CreateDate { get; set; }

    public List<Role>? Roles { get; set; }
}

/// <summary>Whose attached policies are listed.</summary>
internal sealed class ListAttachedRolePoliciesRequest : AmazonWebServiceRequest
{
    public string? RoleName { get; set; }

    public string? PathPrefix { get; set; }

    public int? MaxItems { get; set; }

    public string? Marker { get; set; }
}

/// <summary>Attached policies, or a page of them.</summary>
internal sealed class ListAttachedRolePoliciesResponse : AmazonWebServiceResponse
{
    public List<AttachedPolicyType>? AttachedPolicies { get; set; }

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}

/// <summary>An attached policy.</summary>
internal sealed class AttachedPolicyType
{
    public string? PolicyName { get; set; }

    public string? PolicyArn { get; set; }
}

/// <summary>Whose inline policies are listed.</summary>
internal sealed class ListRolePoliciesRequest : AmazonWebServiceRequest
{
    public string? RoleName { get; set; }

    public int? MaxItems { get; set; }

    public string? Marker { get; set; }
}

/// <summary>The names of inline policies, or a page of them.</summary>
internal sealed class ListRolePoliciesResponse : AmazonWebServiceResponse
{
    public List<string>? PolicyNames { get; set; }

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}

/// <summary>Which inline policy of which role.</summary>
internal sealed class GetRolePolicyRequest : AmazonWebServiceRequest
{
    public string? RoleName { get; set; }

    public string? PolicyName { get; set; }
}

/// <summary>An inline policy.</summary>
internal sealed class GetRolePolicyResponse : AmazonWebServiceResponse
{
    public string? RoleName { get; set; }

    public string? PolicyName { get; set; }

    /// <summary>JSON, encoded as in a URL.</summary>
    public string? PolicyDocument { get; set; }
}

/// <summary>Which policy.</summary>
internal sealed class GetPolicyRequest : AmazonWebServiceRequest
{
    public string? PolicyArn { get; set; }
}

/// <summary>A policy.</summary>
internal sealed class GetPolicyResponse : AmazonWebServiceResponse
{
    public ManagedPolicy? Policy { get; set; }
}

/// <summary>A policy that can be attached.</summary>
internal sealed class ManagedPolicy
{
    public string? PolicyName { get; set; }

    public string? PolicyId { get; set; }

    public string? Arn { get; set; }

    public string? Path { get; set; }

    public string? DefaultVersionId { get; set; }

    public int? AttachmentCount { get; set; }

    public bool? IsAttachable { get; set; }

    public string? Description { get; set; }

    public DateTime? CreateDate { get; set; }

    public DateTime? UpdateDate { get; set; }
}

/// <summary>Which version of which policy.</summary>
internal sealed class GetPolicyVersionRequest : AmazonWebServiceRequest
{
    public string? PolicyArn { get; set; }

    public string? VersionId { get; set; }
}

/// <summary>A version of a policy.</summary>
internal sealed class GetPolicyVersionResponse : AmazonWebServiceResponse
{
    public PolicyVersion? PolicyVersion { get; set; }
}

/// <summary>A version of a policy.</summary>
internal sealed class PolicyVersion
{
    /// <summary>JSON, encoded as in a URL.</summary>
    public string? Document { get; set; }

    public string? VersionId { get; set; }

    public bool? IsDefaultVersion { get; set; }

    public DateTime? CreateDate { get; set; }
}

/// <summary>Whether a role may do something, without doing it.</summary>
internal sealed class SimulatePrincipalPolicyRequest : AmazonWebServiceRequest
{
    /// <summary>The role's ARN.</summary>
    public string? PolicySourceArn { get; set; }

    public List<string>? PolicyInputList { get; set; }

    public List<string>? ActionNames { get; set; }

    /// <summary>All resources when none is named.</summary>
    public List<string>? ResourceArns { get; set; }

    public string? ResourcePolicy { get; set; }

    public string? ResourceOwner { get; set; }

    public string? CallerArn { get; set; }

    public List<ContextEntry>? ContextEntries { get; set; }

    public int? MaxItems { get; set; }

    public string? Marker { get; set; }
}

/// <summary>A condition key and its values.</summary>
internal sealed class ContextEntry
{
    public string? ContextKeyName { get; set; }

    public List<string>? ContextKeyValues { get; set; }

    public string? ContextKeyType { get; set; }
}

/// <summary>Decisions, or a page of them.</summary>
internal sealed class SimulatePrincipalPolicyResponse : AmazonWebServiceResponse
{
    public List<EvaluationResult>? EvaluationResults { get; set; }

    public bool? IsTruncated { get; set; }

    public string? Marker { get; set; }
}

/// <summary>Whether an action on a resource is allowed.</summary>
internal sealed class EvaluationResult
{
    public string? EvalActionName { get; set; }

    public string? EvalResourceName { get; set; }

    /// <summary><c>allowed</c>, <c>explicitDeny</c> or <c>implicitDeny</c>.</summary>
    public string? EvalDecision { get; set; }

    public List<Statement>? MatchedStatements { get; set; }

    public List<string>? MissingContextValues { get; set; }
}

/// <summary>A statement that decided.</summary>
internal sealed class Statement
{
    public string? SourcePolicyId { get; set; }

    public string? SourcePolicyType { get; set; }
}

/// <summary>There is no such role, profile or policy.</summary>
internal sealed class NoSuchEntityException(ServiceError error, Exception? innerException)
    : AmazonIdentityManagementServiceException(error, innerException);
