using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Engine;

namespace ImageStorage.Cmdlets.Commands.Bases;

/// <summary>A cmdlet about what Terraform made: its parts are named by parameters, or by the file of its outputs.</summary>
public abstract class StackCommand : ImageStorageCommand
{
    /// <summary>The bucket; by default that of the file, or the configured one.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? BucketName { get; set; }

    /// <summary>The CloudFront distribution's id.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DistributionId { get; set; }

    /// <summary>The Auto Scaling group.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? GroupName { get; set; }

    private protected async Task<InfrastructureExpectations> ReadStackAsync(string? terraformOutput, CancellationToken cancellationToken)
    {
        var told = terraformOutput is null
            ? new InfrastructureExpectations()
            : await Storage.Infrastructure.ReadExpectationsAsync(this.ResolveFile(terraformOutput), cancellationToken);
        return told with
        {
            BucketName = BucketName ?? told.BucketName,
            DistributionId = DistributionId ?? told.DistributionId,
            GroupName = GroupName ?? told.GroupName,
        };
    }

    /// <summary>The product in the stack's region, which may be another than the configured one.</summary>
    private protected IImageStorage OpenWhereIs(InfrastructureExpectations stack) =>
        Open(stack.Region is { } region ? new Dictionary<string, string> { [SettingName.AwsRegion] = region } : []);
}
