using System.Diagnostics;
using System.Management.Automation;
using ImageStorage.Cmdlets.Reliability;

namespace ImageStorage.Cmdlets.Commands;

/// <summary>What is set for the process. No other test runs meanwhile, because sessions without an environment would see it.</summary>
[Collection(ProcessSettings.Name)]
public sealed class ConfigurationTests : IDisposable
{
    private const string Environments = """
        {
          "environments": {
            "dev": { "home": "dev" },
            "stage": { "bucket": "stage-images", "endpoint": "http://127.0.0.1:1", "records": { "sqlite": true } },
            "prod": { "home": "prod", "protected": true }
          }
        }
        """;

    private readonly ModuleSession _session = new(useHome: false);

    public void Dispose()
    {
        _session.Invoke("Set-ImageStorageConfiguration -Reset").AssertNoErrors();
        _session.Dispose();
    }

    [Fact]
    public void Get_ImageStorageConfiguration_shows_each_value_and_its_source()
    {
        var settings = Settings("Set-ImageStorageConfiguration -BucketName my-bucket -Region eu-west-1");

        Assert.Equal(("my-bucket", ConfigurationSource.Session), (settings["S3_BUCKET_NAME"].Value, settings["S3_BUCKET_NAME"].Source));
        Assert.Equal(("eu-west-1", ConfigurationSource.Session), (settings["AWS_REGION"].Value, settings["AWS_REGION"].Source));
        Assert.Equal(("us-west-2", ConfigurationSource.Default), (settings["BEDROCK_REGION"].Value, settings["BEDROCK_REGION"].Source));
        Assert.Equal("bucket 'my-bucket'", settings["Object store"].Value);
    }

    [Fact]
    public void Get_ImageStorageConfiguration_never_shows_a_password()
    {
        var settings = Settings("Set-ImageStorageConfiguration -BucketName my-bucket -MongoUri 'mongodb://ana:s3cret@db.example.org/'").Values;

        Assert.DoesNotContain(settings, setting => setting.Value?.Contains("s3cret", StringComparison.Ordinal) == true);
        Assert.Contains(settings, setting => setting.Value?.Contains("db.example.org", StringComparison.Ordinal) == true);
    }

    [Theory]
    [InlineData("-BucketName 'No_Bucket'", "S3_BUCKET_NAME")]
    [InlineData("-Region here", "AWS_REGION")]
    [InlineData("-S3EndpointUrl 'ftp://x'", "S3_ENDPOINT_URL")]
    public void Set_ImageStorageConfiguration_with_an_impossible_value_names_the_setting_and_keeps_the_former(string parameter, string name)
    {
        var error = _session.Invoke($"Set-ImageStorageConfiguration {parameter}").AssertError(ImageStorageError.ConfigurationInvalid);

        Assert.Contains(name, error.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(
            _session.Invoke("Get-ImageStorageConfiguration").All<ConfigurationSetting>(), setting => setting.Source == ConfigurationSource.Session);
    }

    [Fact]
    public void Set_ImageStorageConfiguration_is_seen_in_every_session_of_the_process()
    {
        using var other = new ModuleSession(useHome: false);
        _session.Invoke("Set-ImageStorageConfiguration -BucketName my-bucket").AssertNoErrors();

        Assert.Contains(
            other.Invoke("Get-ImageStorageConfiguration").All<ConfigurationSetting>(),
            setting => setting is { Name: "S3_BUCKET_NAME", Value: "my-bucket", Source: ConfigurationSource.Session });
    }

    [Fact]
    public void Set_ImageStorageConfiguration_Reset_forgets_settings_and_environment()
    {
        WriteEnvironments();

        var settings = Settings("Use-ImageStorage dev; Set-ImageStorageConfiguration -Region eu-west-1; Set-ImageStorageConfiguration -Reset");

        Assert.DoesNotContain(settings.Values, setting => setting.Source is ConfigurationSource.Session or ConfigurationSource.NamedEnvironment);
    }

    [Fact]
    public void Use_ImageStorage_leaves_nothing_of_what_was_set_before()
    {
        WriteEnvironments();

        var settings = Settings("Set-ImageStorageConfiguration -CloudFrontDomain d1.cloudfront.net -BucketName prod-images; Use-ImageStorage DEV");

        Assert.Null(settings["CLOUDFRONT_DOMAIN"].Value);
        Assert.Null(settings["S3_BUCKET_NAME"].Value);
        Assert.Equal("dev", settings["IMAGESTORAGE_ENVIRONMENT"].Value);
    }

    [Fact]
    public void Use_ImageStorage_of_an_unknown_environment_names_those_that_are_there_and_changes_nothing()
    {
        WriteEnvironments();

        var error = _session.Invoke("Use-ImageStorage dev; Use-ImageStorage prd").AssertError(ImageStorageError.ConfigurationInvalid);

        Assert.Contains("It has dev, stage, prod.", error.ToString(), StringComparison.Ordinal);
        Assert.Equal("dev", Settings("")["IMAGESTORAGE_ENVIRONMENT"].Value);
    }

    [Fact]
    public void Environment_of_one_call_changes_nothing_for_the_next()
    {
        WriteEnvironments();

        _session.Invoke("Use-ImageStorage dev; New-AssignmentImage kite -AssignmentId quiz-1 -Environment prod; New-AssignmentImage kite -AssignmentId quiz-2")
            .AssertNoErrors();

        Assert.True(File.Exists(Picture("prod", "quiz-1")));
        Assert.True(File.Exists(Picture("dev", "quiz-2")));
    }

    [Fact]
    public void New_AssignmentImage_beside_environments_of_which_none_is_chosen_is_refused_and_nothing_is_written()
    {
        WriteEnvironments();

        var error = _session.Invoke("New-AssignmentImage kite").AssertError(ImageStorageError.ConfigurationInvalid);

        Assert.Contains("(dev, stage, prod) and none is chosen", error.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Use-ImageStorage ", "dev, prod, stage")]
    [InlineData("Use-ImageStorage p", "prod")]
    [InlineData("Get-Assignment quiz-1 -Environment s", "stage")]
    [InlineData("Get-ImageStorageConfiguration -Environment ", "dev, prod, stage")]
    public void Names_of_environments_are_completed(string line, string expected)
    {
        WriteEnvironments();

        var completed = _session.Invoke("(TabExpansion2 -inputScript $args[0] -cursorColumn $args[0].Length).CompletionMatches.CompletionText", line)
            .All<string>();

        Assert.Equal(expected, string.Join(", ", completed.Order(StringComparer.Ordinal)));
    }

    [Fact]
    public void A_protected_environment_is_named_where_a_deletion_is_asked_about_and_asks_although_no_question_is_wanted()
    {
        WriteEnvironments();
        _session.Invoke("Use-ImageStorage prod; New-AssignmentImage kite -AssignmentId quiz-1").AssertNoErrors();

        // A host that cannot ask refuses, so nothing is deleted.
        var refused = _session.Invoke("$ConfirmPreference = 'None'; Remove-Assignment quiz-1");

        Assert.NotEmpty(refused.Errors);
        Assert.True(File.Exists(Picture("prod", "quiz-1")));
        _session.Invoke("Remove-Assignment quiz-1 -Confirm:$false").AssertNoErrors();
        Assert.False(File.Exists(Picture("prod", "quiz-1")));
    }

    [Fact]
    public void Two_sessions_of_the_process_are_on_the_chosen_environment()
    {
        WriteEnvironments();
        _session.Invoke("Use-ImageStorage dev").AssertNoErrors();
        using var other = new ModuleSession(useHome: false);

        other.Invoke("New-AssignmentImage kite -AssignmentId quiz-3").AssertNoErrors();

        Assert.True(File.Exists(Picture("dev", "quiz-3")));
    }

    [Fact]
    public void Parallel_runspaces_are_on_the_chosen_environment()
    {
        WriteEnvironments();

        _session.Invoke(
            """
            Use-ImageStorage dev
            $module = $args[0]
            1..4 | ForEach-Object -Parallel { Import-Module $using:module; New-AssignmentImage kite -AssignmentId "quiz-$_" }
            """,
            ModuleSession.ModulePath).AssertNoErrors();

        Assert.All(Enumerable.Range(1, 4), number => Assert.True(File.Exists(Picture("dev", $"quiz-{number}"))));
        Assert.Equal("dev", Settings("")["IMAGESTORAGE_ENVIRONMENT"].Value);
    }

    [Fact]
    public async Task A_child_process_is_on_the_chosen_environment_wherever_it_runs()
    {
        WriteEnvironments();
        _session.Invoke("Use-ImageStorage dev").AssertNoErrors();

        var start = new ProcessStartInfo(CrashSubject.Shell, ["-NonInteractive", "-Command", "New-AssignmentImage kite -AssignmentId quiz-1"])
        {
            WorkingDirectory = Path.GetTempPath(),
            RedirectStandardOutput = true,
        };
        using var child = Process.Start(start)!;
        await child.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
        await child.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(0, child.ExitCode);
        Assert.True(File.Exists(Picture("dev", "quiz-1")));
    }

    [Fact]
    public void Embedded_stores_are_named_in_the_result_and_once_in_the_verbose_stream()
    {
        WriteEnvironments();

        var output = _session.Invoke("Use-ImageStorage dev; $images = 1, 2 | ForEach-Object { New-AssignmentImage kite -Verbose 4>&1 }; $images").AssertNoErrors();

        var store = Path.Combine(_session.Folder, "dev", "objects");
        Assert.Equal([store, store], output.Output.Select(item => item.BaseObject).OfType<AssignmentImage>().Select(image => image.Store));
        Assert.Single(output.Output, item => item.BaseObject is VerboseRecord said && said.Message.Contains("kept on this machine", StringComparison.Ordinal));
    }

    [Fact]
    public void Remove_Module_forgets_the_settings()
    {
        _session.Invoke("Set-ImageStorageConfiguration -Region eu-west-1; Remove-Module ImageStorage; Import-Module $args[0]", ModuleSession.ModulePath)
            .AssertNoErrors();

        Assert.Equal(ConfigurationSource.Default, Settings("")["AWS_REGION"].Source);
    }

    private void WriteEnvironments() => File.WriteAllText(Path.Combine(_session.Folder, "imagestorage.json"), Environments);

    private string Picture(string home, string id) => Path.Combine(_session.Folder, home, "objects", "generated_images", id + ".webp");

    private Dictionary<string, ConfigurationSetting> Settings(string script) =>
        _session.Invoke($"{script}; Get-ImageStorageConfiguration").AssertNoErrors().All<ConfigurationSetting>().ToDictionary(setting => setting.Name);
}
