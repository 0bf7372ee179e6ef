namespace ImageStorage.Cmdlets.Commands;

/// <summary>The checks where nothing is on AWS: what applies is checked, the rest is skipped and says why.</summary>
public sealed class TestImageInfrastructureTests : IDisposable
{
    private readonly ModuleSession _session = new();

    [Fact]
    public void Test_ImageInfrastructure_embedded_checks_folder_records_and_model_and_skips_the_rest()
    {
        var checks = _session.Invoke("New-AssignmentImage kite -AssignmentId quiz-1 | Out-Null; Test-ImageInfrastructure -Canary").AssertNoErrors().All<InfrastructureCheck>();

        Assert.Equal(
            ["ImageModel", "ObjectsFolder", "RecordIndexes", "RecordStore", "RoundTrip", "StorePair"],
            checks.Where(check => check.Status == CheckStatus.Passed).Select(check => check.Name).Order());
        Assert.All(checks, check => Assert.True(check.Status is CheckStatus.Passed or CheckStatus.Skipped, check.Detail));
        Assert.All(checks.Where(check => check.Status == CheckStatus.Skipped), check => Assert.NotEmpty(check.Detail));
        Assert.Equal("quiz-1", _session.Invoke("Get-Assignment").One<Assignment>().AssignmentId);
    }

    [Fact]
    public void Test_ImageInfrastructure_Quiet_is_one_bool() =>
        Assert.True(_session.Invoke("Test-ImageInfrastructure -Quiet").One<bool>());

    [Fact]
    public void Test_ImageInfrastructure_Quiet_is_false_when_nothing_was_checked_and_counts_why()
    {
        var run = _session.Invoke("Test-ImageInfrastructure -Quiet -Area Cdn, Compute");

        Assert.False(run.One<bool>());
        Assert.Contains("12 of 12 checks could not be made: The distribution's id is not known.", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("none.json", "none.json' cannot be read")]
    [InlineData("text.json", "is not JSON")]
    [InlineData("empty.json", "has no outputs")]
    public void Test_ImageInfrastructure_Quiet_of_outputs_that_cannot_be_read_is_false_with_the_reason(string file, string reason)
    {
        File.WriteAllText(Path.Combine(_session.Folder, "text.json"), "half a fi");
        File.WriteAllText(Path.Combine(_session.Folder, "empty.json"), "{}");

        var run = _session.Invoke($"Test-ImageInfrastructure {file} -Quiet").AssertNoErrors();

        Assert.False(run.One<bool>());
        Assert.Contains(reason, Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Test_ImageInfrastructure_Quiet_of_half_a_stack_is_false()
    {
        File.WriteAllText(Path.Combine(_session.Folder, "outputs.json"), """{"aws_region": {"type": "string", "value": "us-east-1"}}""");

        var run = _session.Invoke("Test-ImageInfrastructure outputs.json -Quiet -Area Storage, Records, Access");

        Assert.False(run.One<bool>());
        Assert.Contains("could not be made: The outputs name no bucket.", Assert.Single(run.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Test_ImageInfrastructure_Quiet_of_a_gate_that_throws_stops_the_script() =>
        Assert.Empty(_session.Invoke(
            "if (-not (Test-ImageInfrastructure none.json -Quiet)) { throw 'not as it should be' }; 'deployed'").Output);

    [Fact]
    public void Test_ImageInfrastructure_ReportPath_writes_every_check_to_each_report()
    {
        var checks = _session.Invoke("Test-ImageInfrastructure -ReportPath checks.json, checks.xml, checks.md").All<InfrastructureCheck>().ToArray();

        Assert.All(
            ["checks.json", "checks.xml", "checks.md"],
            report => Assert.All(checks, check => Assert.Contains(check.Name, File.ReadAllText(Path.Combine(_session.Folder, report)), StringComparison.Ordinal)));
    }

    [Fact]
    public void Test_ImageInfrastructure_Area_leaves_out_the_others() =>
        Assert.Equal([CheckArea.Records, CheckArea.Records, CheckArea.Records], _session.Invoke("Test-ImageInfrastructure -Area Records").All<InfrastructureCheck>().Select(check => check.Area));

    [Fact]
    public void Test_ImageInfrastructure_with_a_file_that_is_not_there_is_ConfigurationInvalid_for_that_file() =>
        Assert.Equal(
            "none.json", _session.Invoke("Test-ImageInfrastructure none.json").AssertError(ImageStorageError.ConfigurationInvalid).TargetObject);

    [Fact]
    public void Test_ImageInfrastructure_takes_names_from_the_file_and_parameters_before_it()
    {
        File.WriteAllText(Path.Combine(_session.Folder, "outputs.json"), """{"group_name": {"type": "string", "value": "from-the-file"}}""");

        var check = _session.Invoke("Test-ImageInfrastructure outputs.json -Area Access").All<InfrastructureCheck>()[0];

        Assert.Equal((CheckStatus.Unknown, "The instances' role is not known."), (check.Status, check.Detail));
    }

    [Fact]
    public void Test_ImageInfrastructure_refuses_a_time_of_nothing() =>
        Assert.NotEmpty(_session.Invoke("Test-ImageInfrastructure -Timeout 0").Errors);

    public void Dispose() => _session.Dispose();
}
