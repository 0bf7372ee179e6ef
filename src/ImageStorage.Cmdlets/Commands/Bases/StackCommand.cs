using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Engine;

namespace ImageStorage.Cmdlets.Commands.Bases;

/// <summary>A cmdlet for the deployed stack. Parameters or Terraform's output file name its parts.</summary>
public abstract class StackCommand : ImageStorageCommand
{
    /// <summary>The bucket; by default the one in Terraform's output file, then the configured one.</summary>
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

    // The stack is that of the parameters or of the file, whatever the session's stores are.
    private protected override bool UsesStores => false;

    private protected async Task<InfrastructureExpectations> ReadStackAsync(string? terraformOutput, CancellationToken cancellationToken)
    {
        var expected = terraformOutput is null
            ? new InfrastructureExpectations()
            : await Storage.Infrastructure.ReadExpectationsAsync(this.ResolveFile(terraformOutput), cancellationToken);
        return expected with
        {
            BucketName = BucketName ?? expected.BucketName,
            DistributionId = DistributionId ?? expected.DistributionId,
            GroupName = GroupName ?? expected.GroupName,
        };
    }

    /// <summary>Opens the services in the stack's region, which may differ from the configured one.</summary>
    private protected IImageStorage OpenInRegionOf(InfrastructureExpectations stack) =>
        Open(stack.Region is { } region ? new Dictionary<string, string> { [SettingName.AwsRegion] = region } : []);
}
