namespace ImageStorage.Cmdlets.Commands;

public sealed class ConfigurationTests : IDisposable
{
    private readonly ModuleSession _session = new(useHome: false);

    [Fact]
    public void Get_ImageStorageConfiguration_tells_each_value_and_its_source()
    {
        var settings = _session.Invoke("Set-ImageStorageConfiguration -BucketName my-bucket -Region eu-west-1; Get-ImageStorageConfiguration")
            .AssertNoErrors().All<ConfigurationSetting>().ToDictionary(setting => setting.Name);

        Assert.Equal(("my-bucket", ConfigurationSource.Session), (settings["S3_BUCKET_NAME"].Value, settings["S3_BUCKET_NAME"].Source));
        Assert.Equal(("eu-west-1", ConfigurationSource.Session), (settings["AWS_REGION"].Value, settings["AWS_REGION"].Source));
        Assert.Equal(("us-west-2", ConfigurationSource.Default), (settings["BEDROCK_REGION"].Value, settings["BEDROCK_REGION"].Source));
    }

    [Fact]
    public void Get_ImageStorageConfiguration_never_shows_a_password()
    {
        var settings = _session.Invoke("Set-ImageStorageConfiguration -MongoUri 'mongodb://ana:s3cret@db.example.org/'; Get-ImageStorageConfiguration")
            .AssertNoErrors().All<ConfigurationSetting>();

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
    public void Set_ImageStorageConfiguration_is_not_seen_in_another_session()
    {
        using var other = new ModuleSession(useHome: false);
        _session.Invoke("Set-ImageStorageConfiguration -BucketName my-bucket").AssertNoErrors();

        Assert.DoesNotContain(
            other.Invoke("Get-ImageStorageConfiguration").All<ConfigurationSetting>(), setting => setting.Source == ConfigurationSource.Session);
    }

    public void Dispose() => _session.Dispose();
}
