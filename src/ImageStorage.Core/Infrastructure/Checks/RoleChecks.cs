using Amazon.IdentityManagement;
using Amazon.IdentityManagement.Model;
using ImageStorage.Generation.Bedrock;
using ImageStorage.Infrastructure.Policies;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>What the instances' role may do: all that the portal needs, and nothing more. Its policies are read and evaluated here.</summary>
internal sealed class RoleChecks(
    Lazy<IAmazonIdentityManagementService> client, ImageStorageConfiguration configuration, ModelRegistry models, CheckCalls calls)
    : ICheckFamily
{
    private const string Remedy = "Run terraform apply, which sets the role's policy again.";

    public IEnumerable<Check> Checks(InfrastructureRequest request, CancellationToken stop)
    {
        var expected = request.Expectations;
        if (expected.RoleName is not { } role)
            return NotNamed("The instances' role is not known.", "Give -RoleName or -TerraformOutput.");
        if (expected.BucketName is not { } bucket)
            return NotNamed("Which bucket the role should reach is not known.", "Give -BucketName or -TerraformOutput.");

        var rights = new RoleRights(bucket, expected, configuration, models);
        var held = new Reading<RolePolicy?>(token => ReadAsync(role, token), stop);
        return
        [
            new(CheckNames.RolePermissions, CheckArea.Access, async token => Needed(role, rights, await held.GetAsync(token).ConfigureAwait(false))),
            new(
                CheckNames.RoleLeastPrivilege,
                CheckArea.Access,
                async token => Excess(role, rights, (await held.GetAsync(token).ConfigureAwait(false))?.Policy)),
        ];

        IEnumerable<Check> NotNamed(string reason, string remedy) =>
            CheckNames.Role.Select(name => Check.NotNamed(request, name, CheckArea.Access, reason, remedy));
    }

    private static Finding Needed(string role, RoleRights rights, RolePolicy? held)
    {
        if (held is null)
        {
            return Finding.Failed(
                "the portal's actions allowed", "none", $"There is no role '{role}'.",
                "Check -RoleName, or create the infrastructure with terraform apply.");
        }

        var needed = rights.Needed(held.Account);
        var expected = $"{needed.Count} actions allowed";
        string[] missing = [.. needed.Where(request => !held.Policy.Allows(request)).Select(Describe).Distinct()];
        return missing.Length == 0
            ? Finding.Passed(expected, expected, $"The role '{role}' may do all that the portal needs.")
            : Finding.Failed(expected, "missing: " + string.Join(", ", missing), $"The role '{role}' may not {string.Join(", ", missing)}.", Remedy);
    }

    // Of the models each may be missing by itself.
    private static string Describe(PolicyRequest request) => request.Action.StartsWith("bedrock:", StringComparison.Ordinal)
        ? $"{request.Action} of {request.Resource[(request.Resource.LastIndexOf('/') + 1)..]}"
        : request.Action;

    private static Finding Excess(string role, RoleRights rights, PolicyDocument? policy)
    {
        const string Expected = "nothing more";
        if (policy is null)
            return Finding.Skipped($"There is no role '{role}'.");

        string[] excess = [.. policy.Statements.Where(statement => statement.IsAllow).SelectMany(rights.Excess).Distinct()];
        return excess.Length == 0
            ? Finding.Passed(Expected, Expected, $"The role '{role}' may do nothing that the portal does not need.")
            : Finding.Warning(
                Expected, "also: " + string.Join(", ", excess),
                $"The role '{role}' may do more than the portal needs: {string.Join(", ", excess)}.", Remedy);
    }

    /// <summary>What the role holds; null when there is no role.</summary>
    private async Task<RolePolicy?> ReadAsync(string role, CancellationToken cancellationToken)
    {
        var found = await AskAsync(
            "iam:GetRole",
            role,
            token => client.Value.GetRoleAsync(new GetRoleRequest { RoleName = role }, token),
            cancellationToken).ConfigureAwait(false);
        if (found is null)
            return null;
        if (found.Role?.Arn?.Split(':') is not [_, _, _, _, var account, ..])
            throw CheckNotMadeException.Unknown("IAM's answer does not include the role's account.");

        var documents = new List<PolicyDocument>();
        await foreach (var page in PagesAsync(marker => AskAsync(
            "iam:ListRolePolicies",
            role,
            token => client.Value.ListRolePoliciesAsync(new ListRolePoliciesRequest { RoleName = role, Marker = marker }, token),
            cancellationToken),
            answer => answer.IsTruncated is true ? answer.Marker : null).ConfigureAwait(false))
        {
            if (page is null)
                return null;
            foreach (var name in page.PolicyNames ?? [])
            {
                var policy = await AskAsync(
                    "iam:GetRolePolicy",
                    role,
                    token => client.Value.GetRolePolicyAsync(new GetRolePolicyRequest { RoleName = role, PolicyName = name }, token),
                    cancellationToken).ConfigureAwait(false);
                Add(policy?.PolicyDocument);
            }
        }

        await foreach (var page in PagesAsync(marker => AskAsync(
            "iam:ListAttachedRolePolicies",
            role,
            token => client.Value.ListAttachedRolePoliciesAsync(
                new ListAttachedRolePoliciesRequest { RoleName = role, Marker = marker }, token),
            cancellationToken),
            answer => answer.IsTruncated is true ? answer.Marker : null).ConfigureAwait(false))
        {
            foreach (var arn in page?.AttachedPolicies?.Select(policy => policy.PolicyArn) ?? [])
                Add(await ReadManagedAsync(arn!, cancellationToken).ConfigureAwait(false));
        }

        return new RolePolicy(account, new PolicyDocument([.. documents.SelectMany(document => document.Statements)]));

        // IAM returns documents encoded as in a URL.
        void Add(string? document)
        {
            if (document is not null)
                documents.Add(PolicyDocument.Parse(document.StartsWith('%') ? Uri.UnescapeDataString(document) : document));
        }
    }

    private async Task<string?> ReadManagedAsync(string arn, CancellationToken cancellationToken)
    {
        var policy = await AskAsync(
            "iam:GetPolicy",
            arn,
            token => client.Value.GetPolicyAsync(new GetPolicyRequest { PolicyArn = arn }, token),
            cancellationToken).ConfigureAwait(false);
        var version = await AskAsync(
            "iam:GetPolicyVersion",
            arn,
            token => client.Value.GetPolicyVersionAsync(
                new GetPolicyVersionRequest { PolicyArn = arn, VersionId = policy?.Policy?.DefaultVersionId }, token),
            cancellationToken).ConfigureAwait(false);
        return version?.PolicyVersion?.Document;
    }

    private Task<T?> AskAsync<T>(string permission, string subject, Func<CancellationToken, Task<T>> callAsync, CancellationToken cancellationToken)
        where T : class => calls.AskAsync(permission, subject, callAsync, cancellationToken, "NoSuchEntity");

    private static async IAsyncEnumerable<T?> PagesAsync<T>(Func<string?, Task<T?>> askAsync, Func<T, string?> next)
        where T : class
    {
        string? marker = null;
        do
        {
            var page = await askAsync(marker).ConfigureAwait(false);
            yield return page;
            marker = page is null ? null : next(page);
        }
        while (marker is not null);
    }
}
