using CsCheck;

namespace ImageStorage.Configuration;

public class ConfigurationResolverTests
{
    private static readonly string Home = Path.Combine(Path.GetTempPath(), "ImageStorage");

    private static readonly string NoFolder = Path.Combine(Path.GetTempPath(), "imagestorage-no-such-folder");

    private static readonly Dictionary<string, string> Empty = [];

    /// <summary>For each setting, values that are usable and all different.</summary>
    private static readonly Dictionary<string, string[]> Usable = new()
    {
        [SettingName.S3BucketName] = ["bucket-1", "bucket-2", "bucket-3"],
        [SettingName.CloudFrontDomain] = ["d1.cloudfront.net", "d2.cloudfront.net", "d3.cloudfront.net"],
        [SettingName.AwsRegion] = ["eu-west-1", "eu-west-2", "eu-west-3"],
        [SettingName.S3EndpointUrl] = ["http://localhost:1", "http://localhost:2", "http://localhost:3"],
        [SettingName.MongoUri] = ["mongodb://h1", "mongodb://h2", "mongodb+srv://h3"],
        [SettingName.MongoDatabase] = ["one", "two", "three"],
        [SettingName.BedrockRegion] = ["us-east-1", "us-east-2", "eu-west-1"],
        [SettingName.ImageModelId] = ["offline", "model-2", "model-3"],
        [SettingName.Home] = [Path.Combine(Home, "1"), Path.Combine(Home, "2"), Path.Combine(Home, "3")],
        [SettingName.AwsProfile] = ["one", "two", "three"],
    };

    private static readonly string[] Names = [.. Usable.Keys];

    [Fact]
    public void Describe_of_any_layers_gives_the_value_of_the_first_that_has_one()
    {
        // Of each layer: 0 not set, 1 empty, 2 set.
        Gen.Select(Gen.Int[0, 2].Array[Names.Length], Gen.Int[0, 2].Array[Names.Length]).Sample(
            (session, environment) =>
            {
                var settings = Resolver(Layer(environment, 2)).Describe(new SettingRequest { Session = Layer(session, 1) }).ToDictionary(setting => setting.Name);
                return Names.Index().All(item => settings[item.Item] is var setting && (session[item.Index], environment[item.Index]) switch
                {
                    (2, _) => setting.Value == Usable[item.Item][1] && setting.Source == ConfigurationSource.Session,
                    (_, 2) => setting.Value == Usable[item.Item][2] && setting.Source == ConfigurationSource.Environment,
                    _ => setting.Source == ConfigurationSource.Default,
                });
            },
            iter: 300);
    }

    [Fact]
    public void Resolve_of_any_layers_gives_the_value_of_the_first_that_has_one() =>
        Gen.Select(Gen.Int[0, 2].Array[Names.Length], Gen.Int[0, 2].Array[Names.Length], Gen.Int[0, 2].Array[Names.Length]).Sample(
            (parameters, session, environment) =>
            {
                // Without a bucket the other settings of AWS are refused.
                environment[0] = 2;
                var resolved = Values(Resolver(Layer(environment, 2)).Resolve(
                    new SettingRequest { Parameters = Layer(parameters, 0), Session = Layer(session, 1) }));
                var defaults = Values(Resolver(Empty).Resolve(new SettingRequest()));
                return Names.Index().Where(item => item.Item != SettingName.ImageModelId || parameters[item.Index] == 2).All(
                    item => resolved[item.Item] == (parameters[item.Index], session[item.Index], environment[item.Index]) switch
                    {
                        (2, _, _) => Usable[item.Item][0],
                        (_, 2, _) => Usable[item.Item][1],
                        (_, _, 2) => Usable[item.Item][2],
                        _ => defaults[item.Item],
                    });
            },
            iter: 300);

    [Fact]
    public void Resolve_of_nothing_is_the_embedded_configuration() =>
        Assert.Equal(
            new ImageStorageConfiguration
            {
                Home = Home,
                AwsRegion = "us-east-1",
                MongoDatabase = "assignments_db",
                BedrockRegion = "us-west-2",
                ImageModelId = "offline",
            },
            Resolver(Empty).Resolve(new SettingRequest()));

    [Fact]
    public void Resolve_with_a_bucket_takes_the_cloud_model() =>
        Assert.Equal("stability.stable-image-core-v1:1", Resolve(SettingName.S3BucketName, "quiz-images").ImageModelId);

    [Fact]
    public void Resolve_without_AWS_REGION_takes_AWS_DEFAULT_REGION() =>
        Assert.Equal(
            "eu-north-1",
            Resolver(new() { ["AWS_REGION"] = "", ["AWS_DEFAULT_REGION"] = "eu-north-1" }).Resolve(new SettingRequest()).AwsRegion);

    [Fact]
    public void Resolve_with_both_record_stores_names_both_and_their_sources()
    {
        var message = Refused(
            () => Resolver(new() { ["MONGO_URI"] = "mongodb://u:secret@h" }).Resolve(
                new SettingRequest { Session = new Dictionary<string, string> { ["DYNAMODB_TABLE_NAME"] = "table" } }));

        Assert.Contains("MONGO_URI is set (from the environment variable MONGO_URI)", message, StringComparison.Ordinal);
        Assert.Contains("DYNAMODB_TABLE_NAME (from Set-ImageStorageConfiguration", message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(SettingName.CloudFrontDomain, "https://D1.CloudFront.net/", "d1.cloudfront.net")]
    [InlineData(SettingName.CloudFrontDomain, "img.example.org", "img.example.org")]
    [InlineData(SettingName.S3BucketName, " quiz.images-1 ", "quiz.images-1")]
    [InlineData(SettingName.S3BucketName, "abc", "abc")]
    [InlineData(SettingName.AwsRegion, "us-gov-west-1", "us-gov-west-1")]
    [InlineData(SettingName.AwsRegion, "eusc-de-east-1", "eusc-de-east-1")]
    [InlineData(SettingName.DynamoDBTableName, "Assignments_1.x-y", "Assignments_1.x-y")]
    [InlineData(SettingName.MongoUri, "mongodb://u:p@h1:27017,h2/db?replicaSet=r", "mongodb://u:p@h1:27017,h2/db?replicaSet=r")]
    [InlineData(SettingName.ImageModelId, "arn:aws:bedrock:us-west-2:123456789012:inference-profile/us.x.y-v1:0", "arn:aws:bedrock:us-west-2:123456789012:inference-profile/us.x.y-v1:0")]
    public void Resolve_of_a_usable_value_gives_it_as_it_is_used(string name, string value, string expected) =>
        Assert.Equal(expected, Values(Resolve(name, value))[name]);

    [Theory]
    [InlineData(SettingName.S3BucketName, "ab")]
    [InlineData(SettingName.S3BucketName, "a123456789012345678901234567890123456789012345678901234567890123")]
    [InlineData(SettingName.S3BucketName, "My-Bucket")]
    [InlineData(SettingName.S3BucketName, "my_bucket")]
    [InlineData(SettingName.S3BucketName, "-bucket")]
    [InlineData(SettingName.S3BucketName, "bucket.")]
    [InlineData(SettingName.S3BucketName, "a..b")]
    [InlineData(SettingName.S3BucketName, "192.168.0.1")]
    [InlineData(SettingName.S3BucketName, "s3://bucket")]
    [InlineData(SettingName.CloudFrontDomain, "http://d1.cloudfront.net")]
    [InlineData(SettingName.CloudFrontDomain, "d1.cloudfront.net/images")]
    [InlineData(SettingName.CloudFrontDomain, "d1.cloudfront.net:443")]
    [InlineData(SettingName.CloudFrontDomain, "10.0.0.1")]
    [InlineData(SettingName.CloudFrontDomain, "cloudfront")]
    [InlineData(SettingName.CloudFrontDomain, "-d1.cloudfront.net")]
    [InlineData(SettingName.AwsRegion, "us-east")]
    [InlineData(SettingName.AwsRegion, "US-EAST-1")]
    [InlineData(SettingName.BedrockRegion, "us west 2")]
    [InlineData(SettingName.S3EndpointUrl, "localhost:9000")]
    [InlineData(SettingName.S3EndpointUrl, "ftp://localhost")]
    [InlineData(SettingName.S3EndpointUrl, "/s3")]
    [InlineData(SettingName.S3EndpointUrl, "http://user:secret@localhost:9000")]
    [InlineData(SettingName.S3EndpointUrl, "http://localhost?x=1")]
    [InlineData(SettingName.MongoUri, "http://user:secret@localhost")]
    [InlineData(SettingName.MongoUri, "user:secret@localhost")]
    [InlineData(SettingName.MongoUri, "mongodb://user:secret@")]
    [InlineData(SettingName.MongoUri, "mongodb://user:secret@@h@h")]
    [InlineData(SettingName.MongoDatabase, "a.b")]
    [InlineData(SettingName.MongoDatabase, "a b")]
    [InlineData(SettingName.MongoDatabase, "a123456789012345678901234567890123456789012345678901234567890123")]
    [InlineData(SettingName.DynamoDBTableName, "ab")]
    [InlineData(SettingName.DynamoDBTableName, "my table")]
    [InlineData(SettingName.ImageModelId, "my model")]
    [InlineData(SettingName.Home, "relative/folder")]
    [InlineData(SettingName.Home, "~/images")]
    [InlineData(SettingName.AwsProfile, "a\nb")]
    public void Resolve_of_an_unusable_value_names_setting_source_and_fix(string name, string value)
    {
        var message = Refused(() => Resolve(name, value));

        Assert.StartsWith($"{name} has the value '", message, StringComparison.Ordinal);
        Assert.Contains($"from the environment variable {name}", message, StringComparison.Ordinal);
        Assert.Contains("Use ", message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public void Resolve_of_an_unusable_value_that_another_layer_overrides_is_fine() =>
        Assert.Equal(
            "eu-west-1",
            Resolver(new() { ["AWS_REGION"] = "nowhere" }).Resolve(
                new SettingRequest { Parameters = new Dictionary<string, string> { ["AWS_REGION"] = "eu-west-1" } }).AwsRegion);

    [Theory]
    [InlineData("mongodb://teacher:secret@h1,h2/db", "mongodb://***@h1,h2/db")]
    [InlineData("mongodb+srv://teacher:secret@h", "mongodb+srv://***@h")]
    [InlineData("teacher:secret@h", "***")]
    [InlineData("mongodb://h/?tlsCertificateKeyFilePassword=secret", "mongodb://h/?tlsCertificateKeyFilePassword=***")]
    public void Describe_of_a_connection_string_masks_user_and_password(string value, string shown) =>
        Assert.Equal(shown, Resolver(new() { ["MONGO_URI"] = value }).Describe(new SettingRequest()).Single(setting => setting.Name == "MONGO_URI").Value);

    [Fact]
    public void Describe_of_an_unusable_value_lists_it_as_it_is() =>
        Assert.Equal("no where", Resolver(new() { ["AWS_REGION"] = "no where" }).Describe(new SettingRequest()).Single(s => s.Name == "AWS_REGION").Value);

    [Fact]
    public void Describe_lists_every_setting_once_with_a_description()
    {
        var settings = Resolver(Empty).Describe(new SettingRequest());

        Assert.Equal(
            typeof(SettingName).GetFields().Select(field => (string)field.GetRawConstantValue()!).Append("Object store").Append("Record store").Order(),
            settings.Select(s => s.Name).Order());
        Assert.All(settings, setting => Assert.NotEmpty(setting.Description));
    }

    private static ConfigurationResolver Resolver(Dictionary<string, string> environment) =>
        new(new MachineSettings(environment.GetValueOrDefault, Home, NoFolder, () => null));

    /// <summary>Of one setting, beside a bucket, without which those of AWS are refused.</summary>
    private static ImageStorageConfiguration Resolve(string name, string value)
    {
        var environment = new Dictionary<string, string> { [SettingName.S3BucketName] = "quiz-images" };
        environment[name] = value;
        return Resolver(environment).Resolve(new SettingRequest { Folder = NoFolder });
    }

    private static Dictionary<string, string> Layer(int[] states, int layer) =>
        Names.Index().Where(item => states[item.Index] > 0)
            .ToDictionary(item => item.Item, item => states[item.Index] == 1 ? "" : Usable[item.Item][layer]);

    private static string Refused(Action resolve)
    {
        var exception = Assert.Throws<ImageStorageException>(resolve);
        Assert.Equal(ImageStorageError.ConfigurationInvalid, exception.Error);
        return exception.Message;
    }

    private static Dictionary<string, string?> Values(ImageStorageConfiguration configuration) => new()
    {
        [SettingName.S3BucketName] = configuration.S3BucketName,
        [SettingName.CloudFrontDomain] = configuration.CloudFrontDomain,
        [SettingName.AwsRegion] = configuration.AwsRegion,
        [SettingName.S3EndpointUrl] = configuration.S3EndpointUrl?.OriginalString,
        [SettingName.MongoUri] = configuration.MongoUri,
        [SettingName.MongoDatabase] = configuration.MongoDatabase,
        [SettingName.DynamoDBTableName] = configuration.DynamoDBTableName,
        [SettingName.BedrockRegion] = configuration.BedrockRegion,
        [SettingName.ImageModelId] = configuration.ImageModelId,
        [SettingName.Home] = configuration.Home,
        [SettingName.AwsProfile] = configuration.ProfileName,
    };
}
