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
            ["ImageModel", "ObjectsFolder", "RecordIndexes", "RecordStore", "RoundTrip"],
            checks.Where(check => check.Status == CheckStatus.Passed).Select(check => check.Name).Order());
        Assert.All(checks, check => Assert.True(check.Status is CheckStatus.Passed or CheckStatus.Skipped, check.Detail));
        Assert.All(checks.Where(check => check.Status == CheckStatus.Skipped), check => Assert.NotEmpty(check.Detail));
        Assert.Equal("quiz-1", _session.Invoke("Get-Assignment").One<Assignment>().AssignmentId);
    }

    [Fact]
    public void Test_ImageInfrastructure_Quiet_is_one_bool() =>
        Assert.True(_session.Invoke("Test-ImageInfrastructure -Quiet").One<bool>());

    [Fact]
    public void Test_ImageInfrastructure_Quiet_is_false_when_nothing_was_checked() =>
        Assert.False(_session.Invoke("Test-ImageInfrastructure -Quiet -Area Cdn, Compute").One<bool>());

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
        Assert.Equal([CheckArea.Records, CheckArea.Records], _session.Invoke("Test-ImageInfrastructure -Area Records").All<InfrastructureCheck>().Select(check => check.Area));

    [Fact]
    public void Test_ImageInfrastructure_with_a_file_that_is_not_there_is_ConfigurationInvalid_for_that_file() =>
        Assert.Equal(
            "none.json", _session.Invoke("Test-ImageInfrastructure none.json").AssertError(ImageStorageError.ConfigurationInvalid).TargetObject);

    [Fact]
    public void Test_ImageInfrastructure_takes_names_from_the_file_and_parameters_before_it()
    {
        File.WriteAllText(Path.Combine(_session.Folder, "outputs.json"), """{"group_name": {"type": "string", "value": "from-the-file"}}""");

        var check = _session.Invoke("Test-ImageInfrastructure outputs.json -Area Access").All<InfrastructureCheck>()[0];

        Assert.Equal((CheckStatus.Skipped, "The instances' role is not known."), (check.Status, check.Detail));
    }

    [Fact]
    public void Test_ImageInfrastructure_refuses_a_time_of_nothing() =>
        Assert.NotEmpty(_session.Invoke("Test-ImageInfrastructure -Timeout 0").Errors);

    public void Dispose() => _session.Dispose();
}
