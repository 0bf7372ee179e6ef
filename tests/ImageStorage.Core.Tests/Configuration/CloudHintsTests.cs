namespace ImageStorage.Configuration;

/// <summary>Settings for AWS without a bucket: nothing falls back to a folder of this machine in silence.</summary>
public sealed class CloudHintsTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imagestorage-hints-");
    private readonly Dictionary<string, string> _variables = [];
    private string? _role;

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(SettingName.CloudFrontDomain, "d1.cloudfront.net")]
    [InlineData(SettingName.DynamoDBTableName, "assignments")]
    [InlineData(SettingName.MongoUri, "mongodb://h")]
    [InlineData(SettingName.S3EndpointUrl, "http://127.0.0.1:9000")]
    public void Resolve_of_a_cloud_setting_without_a_bucket_is_refused_also_with_a_folder(string name, string value)
    {
        _variables[name] = value;

        Assert.StartsWith($"{name} is set (from the environment variable {name}), but no bucket is set", Refused(), StringComparison.Ordinal);
        Assert.Contains($"clear {name}", Refused(HomeOfTheSession), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SettingName.AwsRegion, "eu-west-1")]
    [InlineData(SettingName.AwsProfile, "work")]
    [InlineData(SettingName.ImageModelId, "offline")]
    public void Resolve_of_what_every_user_of_AWS_has_set_is_embedded(string name, string value)
    {
        _variables[name] = value;

        Assert.Null(Resolve([]).S3BucketName);
    }

    [Theory]
    [InlineData("terraform-output.json")]
    [InlineData("out/terraform-output.json")]
    public void Resolve_beside_the_outputs_of_a_stack_is_refused_unless_a_folder_was_chosen(string file)
    {
        var path = Path.Combine(_folder.FullName, file);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, "{}");

        Assert.Contains($"The outputs of a deployed stack are in '{path}', but no bucket is set", Refused(), StringComparison.Ordinal);
        Assert.Null(Resolve(HomeOfTheSession).S3BucketName);
    }

    [Fact]
    public void Resolve_beside_environments_of_which_none_is_chosen_is_refused_unless_a_folder_was_chosen()
    {
        var path = Path.Combine(_folder.FullName, "imagestorage.json");
        File.WriteAllText(path, """{ "environments": { "dev": {}, "prod": {} } }""");

        Assert.Contains($"'{path}' has environments (dev, prod) and none is chosen", Refused(), StringComparison.Ordinal);
        Assert.Null(Resolve(HomeOfTheSession).S3BucketName);
        Assert.Equal("dev", Resolve(new() { [SettingName.Environment] = "dev" }).EnvironmentName);
    }

    [Fact]
    public void Resolve_on_a_machine_with_a_role_is_refused_unless_a_folder_was_chosen()
    {
        _role = "the AWS role 'portal' of its EC2 instance";

        Assert.StartsWith("This machine runs with the AWS role 'portal' of its EC2 instance, but no bucket is set", Refused(), StringComparison.Ordinal);
        Assert.Null(Resolve(HomeOfTheSession).S3BucketName);
    }

    [Fact]
    public void Resolve_on_a_machine_with_a_role_is_refused_although_its_variables_have_a_folder()
    {
        _role = "the AWS role 'portal' of its EC2 instance";
        _variables[SettingName.Home] = _folder.FullName;

        Assert.Contains("no bucket is set", Refused(), StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_with_a_bucket_does_not_ask_for_a_role()
    {
        _variables[SettingName.S3BucketName] = "quiz-images";
        var resolver = new ConfigurationResolver(
            new MachineSettings(_variables.GetValueOrDefault, _folder.FullName, _folder.FullName, () => throw new InvalidOperationException("Asked.")));

        Assert.Equal("quiz-images", resolver.Resolve(new SettingRequest { Folder = _folder.FullName }).S3BucketName);
    }

    [Fact]
    public void Resolve_for_a_caller_that_uses_no_stores_is_not_refused()
    {
        _role = "an AWS role";

        Assert.Null(Resolver.Resolve(new SettingRequest { Folder = _folder.FullName, UsesStores = false }).S3BucketName);
    }

    [Fact]
    public void Validate_of_a_cloud_setting_without_a_bucket_passes_because_the_bucket_may_be_set_next()
    {
        _variables[SettingName.MongoUri] = "mongodb://h";

        Resolver.Validate(new SettingRequest { Folder = _folder.FullName });
    }

    private Dictionary<string, string> HomeOfTheSession => new() { [SettingName.Home] = _folder.FullName };

    private ConfigurationResolver Resolver =>
        new(new MachineSettings(_variables.GetValueOrDefault, _folder.FullName, Path.Combine(_folder.FullName, "user"), () => _role));

    private ImageStorageConfiguration Resolve(Dictionary<string, string> session) =>
        Resolver.Resolve(new SettingRequest { Folder = _folder.FullName, Session = session });

    private string Refused(Dictionary<string, string>? session = null)
    {
        var exception = Assert.Throws<ImageStorageException>(() => Resolve(session ?? []));
        Assert.Equal(ImageStorageError.ConfigurationInvalid, exception.Error);
        return exception.Message;
    }
}
