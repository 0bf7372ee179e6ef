namespace ImageStorage.Infrastructure.Checks;

/// <summary>The checks of a bucket where none is named.</summary>
internal static class NoBucket
{
    /// <summary>The checks by these names, each of which says so. Without a bucket the folder is checked in their place.</summary>
    public static IEnumerable<Check> Checks(InfrastructureRequest request, IReadOnlyList<string> names) => names.Select(
        name => request.Expectations.IsWholeStack
            ? Check.NotNamed(
                request, name, CheckArea.Storage, "The outputs name no bucket.", "Run terraform apply to its end, and write the outputs again.")
            : Check.Skipped(
                name, CheckArea.Storage, "No bucket is configured.", $"Give -BucketName, -TerraformOutput or {SettingName.S3BucketName}."));
}
