using System.Management.Automation;
using ImageStorage.Cmdlets.Binding;
using ImageStorage.Cmdlets.Commands.Bases;
using ImageStorage.Cmdlets.Errors;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>Checks the infrastructure as it is, and writes an object for each check.</summary>
[Cmdlet(VerbsDiagnostic.Test, "ImageInfrastructure")]
[OutputType(typeof(InfrastructureCheck))]
[OutputType(typeof(bool))]
public sealed class TestImageInfrastructureCommand : StackCommand
{
    private static readonly string[] ReportKinds = [".json", ".xml", ".md"];

    /// <summary>The file that <c>terraform output -json</c> wrote, which says what should exist.</summary>
    [Parameter(Position = 0)]
    [ValidateNotNullOrEmpty]
    public string? TerraformOutput { get; set; }

    /// <summary>The instances' role.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? RoleName { get; set; }

    /// <summary>The CloudWatch dashboard.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string? DashboardName { get; set; }

    /// <summary>Only checks of these areas; all by default.</summary>
    [Parameter]
    public CheckArea[] Area { get; set; } = [];

    /// <summary>Stores a small picture, reads it as a browser would, compares it and deletes it.</summary>
    [Parameter]
    public SwitchParameter Canary { get; set; }

    /// <summary>Reports to write as well: .json, .xml (JUnit) or .md.</summary>
    [Parameter]
    [ValidateNotNullOrEmpty]
    public string[] ReportPath
    {
        get;
        set => field = value.FirstOrDefault(path => !ReportKinds.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)) is { } other
            ? throw new ValidationMetadataException($"'{other}' is not a kind of report. Use a path that ends in .json, .xml (JUnit) or .md.")
            : value;
    } = [];

    /// <summary>
    /// Writes one bool: true only when every check that the configuration calls for was made and passed. A warning says why not.
    /// </summary>
    [Parameter]
    public SwitchParameter Quiet { get; set; }

    /// <summary>How long one check may take: a time span, or seconds.</summary>
    [Parameter]
    [SecondsTransformation]
    [ValidateDuration(0.001, 3600)]
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(30);

    /// <inheritdoc />
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        try
        {
            var checks = await TestAsync(cancellationToken);
            var verdict = InfrastructureVerdict.Of(checks);
            if (Quiet)
                Answer(verdict.Passed, verdict.Reason);
        }
        catch (ImageStorageException exception) when (Quiet)
        {
            // An error would leave the condition of an if without a value, and a script would go on with the next line.
            Answer(passed: false, exception.Message);
        }
        catch (ImageStorageException exception)
        {
            ThrowTerminatingError(exception.ToErrorRecord(TerraformOutput));
        }
    }

    private async Task<IReadOnlyList<InfrastructureCheck>> TestAsync(CancellationToken cancellationToken)
    {
        var request = new InfrastructureRequest
        {
            Expectations = await ExpectationsAsync(cancellationToken),
            Areas = Area,
            Canary = Canary,
            Timeout = Timeout,
        };
        var (passed, failed) = (0, 0);
        var found = new List<InfrastructureCheck>();
        await foreach (var check in Open(Settings(request.Expectations)).Infrastructure.TestAsync(request, cancellationToken))
        {
            found.Add(check);
            passed += check.Status == CheckStatus.Passed ? 1 : 0;
            failed += check.Status == CheckStatus.Failed ? 1 : 0;
            WriteProgress(new ProgressRecord(0, MyInvocation.MyCommand.Name, $"{passed} passed, {failed} failed")
            {
                CurrentOperation = check.Name,
            });
            if (!Quiet)
                WriteObject(check);
        }

        foreach (var path in ReportPath)
            await Storage.Infrastructure.WriteReportAsync(found, this.ResolveFile(path), cancellationToken);
        return found;
    }

    private void Answer(bool passed, string? reason)
    {
        if (reason is not null)
            WriteWarning(reason);
        WriteObject(passed);
    }

    /// <summary>Where the stack is: what the session is configured for may be another.</summary>
    private static Dictionary<string, string> Settings(InfrastructureExpectations expected)
    {
        var settings = new Dictionary<string, string>();
        Add(SettingName.AwsRegion, expected.Region);
        Add(SettingName.S3BucketName, expected.BucketName);
        Add(SettingName.CloudFrontDomain, expected.DistributionDomain);
        Add(SettingName.BedrockRegion, expected.BedrockRegion);
        Add(SettingName.DynamoDBTableName, expected.TableName);
        return settings;

        void Add(string name, string? value)
        {
            if (value is not null)
                settings[name] = value;
        }
    }

    private async Task<InfrastructureExpectations> ExpectationsAsync(CancellationToken cancellationToken)
    {
        var stack = await ReadStackAsync(TerraformOutput, cancellationToken);
        return stack with
        {
            RoleName = RoleName ?? stack.RoleName,
            DashboardName = DashboardName ?? stack.DashboardName,
        };
    }
}
