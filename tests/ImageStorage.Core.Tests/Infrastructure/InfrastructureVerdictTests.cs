namespace ImageStorage.Infrastructure;

public class InfrastructureVerdictTests
{
    [Theory]
    [InlineData(new[] { CheckStatus.Passed }, true, 0)]
    [InlineData(new[] { CheckStatus.Passed, CheckStatus.Warning, CheckStatus.Skipped }, true, 0)]
    [InlineData(new[] { CheckStatus.Passed, CheckStatus.Failed }, false, 1)]
    [InlineData(new[] { CheckStatus.Passed, CheckStatus.Unknown }, false, 2)]
    [InlineData(new[] { CheckStatus.Failed, CheckStatus.Unknown }, false, 1)]
    [InlineData(new[] { CheckStatus.Unknown, CheckStatus.Unknown }, false, 2)]
    [InlineData(new[] { CheckStatus.Skipped, CheckStatus.Skipped }, false, 2)]
    [InlineData(new[] { CheckStatus.Warning }, false, 2)]
    [InlineData(new CheckStatus[0], false, 2)]
    public void Of_passes_only_what_was_looked_at_and_found_right(CheckStatus[] statuses, bool passed, int exitCode)
    {
        var verdict = InfrastructureVerdict.Of([.. statuses.Select((status, index) => Check($"Check{index}", status))]);

        Assert.Equal((passed, exitCode, passed), (verdict.Passed, verdict.ExitCode, verdict.Reason is null));
    }

    [Theory]
    [InlineData("CallerIdentity")]
    [InlineData("BucketExists")]
    public void Of_a_failure_without_which_nothing_can_be_seen_could_not_find_out(string name) =>
        Assert.Equal(2, InfrastructureVerdict.Of([Check("Dashboard", CheckStatus.Passed), Check(name, CheckStatus.Failed)]).ExitCode);

    [Fact]
    public void Of_counts_and_names_what_could_not_be_made_by_its_reasons_the_most_frequent_first()
    {
        InfrastructureCheck[] checks =
        [
            Check("BucketExists", CheckStatus.Passed),
            Check("GroupCapacity", CheckStatus.Skipped),
            Check("RolePermissions", CheckStatus.Unknown, "Permission iam:GetRole is missing."),
            Check("AlarmBucketQuota", CheckStatus.Unknown, "No answer."),
            Check("Dashboard", CheckStatus.Unknown, "No answer."),
            Check("BucketCors", CheckStatus.Failed, "The bucket has no CORS."),
        ];

        Assert.Equal(
            "3 of 5 checks could not be made: No answer. (AlarmBucketQuota, Dashboard) Permission iam:GetRole is missing. (RolePermissions) "
            + "1 of 5 checks failed: The bucket has no CORS. (BucketCors)",
            InfrastructureVerdict.Of(checks).Reason);
    }

    private static InfrastructureCheck Check(string name, CheckStatus status, string detail = "A reason.") =>
        new() { Name = name, Area = CheckArea.Storage, Status = status, Detail = detail };
}
