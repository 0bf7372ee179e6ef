using System.Text.Json;
using ImageStorage.Architecture;

namespace ImageStorage.Configuration;

/// <summary>Environments of imagestorage.json: all settings of one system under a name, and nothing of another's.</summary>
public sealed class NamedEnvironmentTests : IDisposable
{
    private const string TwoEnvironments = """
        {
          // The folder above has the schema.
          "$schema": "./imagestorage.schema.json",
          "environments": {
            "dev": { "home": "local" },
            "prod": {
              "bucket": "prod-images", "domain": "d1.cloudfront.net", "region": "eu-west-1", "profile": "prod",
              "records": { "dynamodb": "prod-assignments" }, "model": "stability.sd3-5-large-v1:0", "modelRegion": "us-east-1",
              "budget": 12.5, "protected": true, // asks before it deletes
            },
          },
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("imagestorage-environments-");
    private readonly Dictionary<string, string> _variables = [];

    private string File => Path.Combine(_folder.FullName, "imagestorage.json");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Resolve_of_an_environment_has_all_its_settings()
    {
        Write(TwoEnvironments);

        var settings = Resolve("PROD");

        Assert.Equal(
            new ImageStorageConfiguration
            {
                Home = DefaultHome,
                S3BucketName = "prod-images",
                CloudFrontDomain = "d1.cloudfront.net",
                AwsRegion = "eu-west-1",
                ProfileName = "prod",
                DynamoDBTableName = "prod-assignments",
                MongoDatabase = "assignments_db",
                ImageModelId = "stability.sd3-5-large-v1:0",
                BedrockRegion = "us-east-1",
                BudgetUsd = 12.5m,
                IsProtected = true,
                EnvironmentName = "prod",
            },
            settings);
    }

    [Fact]
    public void Resolve_of_an_environment_leaves_the_variables_of_another_out()
    {
        Write(TwoEnvironments);
        _variables["S3_BUCKET_NAME"] = "other-images";
        _variables["CLOUDFRONT_DOMAIN"] = "d2.cloudfront.net";
        _variables["AWS_REGION"] = "us-west-1";
        _variables["MONGO_URI"] = "mongodb://other";
        _variables["IMAGE_MODEL_ID"] = "other-model";

        var settings = Resolve("dev");

        Assert.Equal((null, null, null, "us-east-1", "offline"),
            (settings.S3BucketName, settings.CloudFrontDomain, settings.MongoUri, settings.AwsRegion, settings.ImageModelId));
        Assert.Equal(Path.Combine(_folder.FullName, "local"), settings.Home);
    }

    [Fact]
    public void Resolve_of_an_environment_of_the_call_leaves_the_sessions_settings_out()
    {
        Write(TwoEnvironments);

        var settings = Resolver.Resolve(new SettingRequest
        {
            Folder = _folder.FullName,
            Parameters = Of(SettingName.Environment, "dev"),
            Session = Of(SettingName.Environment, "prod", SettingName.CloudFrontDomain, "d3.cloudfront.net"),
        });

        Assert.Equal(("dev", null), (settings.EnvironmentName, settings.CloudFrontDomain));
    }

    [Fact]
    public void Resolve_of_the_sessions_environment_takes_its_file_wherever_the_call_is_made()
    {
        Write(TwoEnvironments);

        var settings = Resolver.Resolve(new SettingRequest
        {
            Folder = Path.GetTempPath(),
            Session = Of(SettingName.Environment, "prod"),
            EnvironmentFile = File,
        });

        Assert.Equal("prod-images", settings.S3BucketName);
    }

    [Fact]
    public void Resolve_takes_the_environment_of_the_variable_from_a_folder_above()
    {
        Write(TwoEnvironments);
        _variables[SettingName.Environment] = "prod";

        var settings = Resolver.Resolve(new SettingRequest { Folder = _folder.CreateSubdirectory("a/b").FullName });

        Assert.Equal("prod-images", settings.S3BucketName);
    }

    [Fact]
    public void Resolve_takes_the_users_file_when_the_project_has_none()
    {
        var user = _folder.CreateSubdirectory("user").FullName;
        System.IO.File.WriteAllText(Path.Combine(user, "imagestorage.json"), TwoEnvironments);
        var resolver = new ConfigurationResolver(new MachineSettings(_variables.GetValueOrDefault, DefaultHome, user, () => null));

        var settings = resolver.Resolve(new SettingRequest { Folder = _folder.FullName, Parameters = Of(SettingName.Environment, "prod") });

        Assert.Equal("prod-images", settings.S3BucketName);
    }

    [Fact]
    public void Resolve_takes_the_connection_string_from_the_variable_that_the_environment_names()
    {
        Write("""{ "environments": { "stage": { "bucket": "stage-images", "records": { "mongodbVariable": "STAGE_MONGO", "database": "stage" } } } }""");
        _variables["STAGE_MONGO"] = "mongodb://stage";

        var settings = Resolve("stage");

        Assert.Equal(("mongodb://stage", "stage"), (settings.MongoUri, settings.MongoDatabase));
    }

    [Theory]
    [InlineData("""{ "environments": { "dev": {} } }""", "There is no environment 'prod' in '{file}'. It has dev.")]
    [InlineData("""{ "environments": { "prod": { "bucket": "b-1" } } }""", "must say with one \"records\" where its records are")]
    [InlineData("""{ "environments": { "prod": { "bucket": "b-1", "records": { "dynamodb": "abc", "sqlite": true } } } }""", "must say with one \"records\"")]
    [InlineData("""{ "environments": { "prod": { "records": {} } } }""", "must say with one \"records\"")]
    [InlineData("""{ "environments": { "prod": { "bucket": "b-1", "records": { "mongodbVariable": "NOT_SET" } } } }""", "'NOT_SET', which is not set")]
    [InlineData("""{ "environments": { "prod": { "bucket": "b", "records": { "sqlite": true } } } }""", "S3_BUCKET_NAME has the value 'b', from the environment 'prod' of '{file}'")]
    [InlineData("""{ "environments": { "prod": { "budget": -1 } } }""", "has a \"budget\" below 0")]
    [InlineData("""{ "environments": { "prod": { "buckett": "b-1" } } }""", "at line 1, $.environments.prod.buckett, there is something that an environment cannot have")]
    [InlineData("""{ "environments": { "prod": { "protected": "yes" } } }""", "$.environments.prod.protected")]
    [InlineData("""{ "environments": { "prod": {}, "Prod": {} } }""", "the same name but for upper and lower case")]
    [InlineData("""{ "environments": { "prod": {}, "prod": {} } }""", "cannot have")]
    [InlineData("{ environments", "it is not JSON")]
    [InlineData("", "it is not JSON")]
    [InlineData("{}", "it has no \"environments\"")]
    [InlineData("null", "it has no \"environments\"")]
    [InlineData("[]", "cannot be read")]
    public void Resolve_of_an_environment_that_cannot_be_used_says_why(string content, string expected)
    {
        Write(content);

        var exception = Assert.Throws<ImageStorageException>(() => Resolve("prod"));

        Assert.Equal(ImageStorageError.ConfigurationInvalid, exception.Error);
        Assert.Contains(expected.Replace("{file}", File, StringComparison.Ordinal), exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("ImageStorage.Configuration", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_of_an_environment_without_a_file_says_where_it_was_looked_for()
    {
        var exception = Assert.Throws<ImageStorageException>(() => Resolve("prod"));

        Assert.Contains("'prod' was asked for, but there is no imagestorage.json", exception.Message, StringComparison.Ordinal);
        Assert.Contains(_folder.FullName, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Describe_says_where_each_value_came_from_and_what_the_stores_are()
    {
        Write(TwoEnvironments);

        var settings = Resolver.Describe(new SettingRequest { Folder = _folder.FullName, Session = Of(SettingName.Environment, "prod") })
            .ToDictionary(setting => setting.Name);

        Assert.Equal($"the environment 'prod' of '{File}'", settings["S3_BUCKET_NAME"].Origin);
        Assert.Equal(ConfigurationSource.NamedEnvironment, settings["S3_BUCKET_NAME"].Source);
        Assert.Equal(ConfigurationSource.Session, settings["IMAGESTORAGE_ENVIRONMENT"].Source);
        Assert.Equal("bucket 'prod-images'", settings["Object store"].Value);
        Assert.Equal("DynamoDB table 'prod-assignments'", settings["Record store"].Value);
    }

    [Fact]
    public void ListEnvironments_lists_those_of_the_nearest_file()
    {
        Write(TwoEnvironments);

        Assert.Equal(
            [new NamedEnvironment("dev", false, "embedded", File), new NamedEnvironment("prod", true, "bucket 'prod-images'", File)],
            Resolver.ListEnvironments(_folder.CreateSubdirectory("below").FullName));
    }

    [Fact]
    public void Schema_names_what_an_environment_can_have()
    {
        using var schema = JsonDocument.Parse(System.IO.File.ReadAllBytes(Path.Combine(Repository.Root, "module", EnvironmentJson.SchemaName)));
        var definitions = schema.RootElement.GetProperty("$defs");

        Assert.Equal(
            Names<EnvironmentEntry>(), definitions.GetProperty("environment").GetProperty("properties").EnumerateObject().Select(item => item.Name).Order());
        Assert.Equal(
            Names<RecordsEntry>(),
            definitions.GetProperty("records").GetProperty("oneOf").EnumerateArray()
                .SelectMany(kind => kind.GetProperty("properties").EnumerateObject()).Select(item => item.Name).Distinct().Order());
    }

    private static string DefaultHome => Path.Combine(Path.GetTempPath(), "ImageStorage");

    private ConfigurationResolver Resolver => new(
        new MachineSettings(_variables.GetValueOrDefault, DefaultHome, Path.Combine(_folder.FullName, "no-user"), () => null));

    private ImageStorageConfiguration Resolve(string environment) =>
        Resolver.Resolve(new SettingRequest { Folder = _folder.FullName, Parameters = Of(SettingName.Environment, environment) });

    private void Write(string content) => System.IO.File.WriteAllText(File, content);

    private static Dictionary<string, string> Of(params string[] pairs) => pairs.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]);

    private static IEnumerable<string> Names<T>() => typeof(T).GetProperties().Where(property => property.CanWrite)
        .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Order();
}
