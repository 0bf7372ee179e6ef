using Amazon.BedrockRuntime;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;
using Amazon.S3;
using ImageStorage.Objects.S3;

namespace ImageStorage.Aws;

public class AwsClientsTests
{
    private static readonly ImageStorageConfiguration InAws =
        MotoBucket.Configuration(new Uri("http://unused")) with { S3EndpointUrl = null, AwsRegion = "eu-central-1" };

    [Fact]
    public void CreateS3_leaves_retries_and_time_outs_to_the_core()
    {
        using var client = AwsClients.CreateS3(InAws);

        Assert.Equal((0, 0, Timeout.InfiniteTimeSpan), (client.Config.MaxErrorRetry, client.Config.MaxStaleConnectionRetries, client.Config.Timeout));
    }

    [Fact]
    public void CreateS3_without_an_endpoint_is_in_the_region()
    {
        using var client = AwsClients.CreateS3(InAws);

        Assert.Equal("eu-central-1", client.Config.RegionEndpoint.SystemName);
        Assert.False(((AmazonS3Config)client.Config).ForcePathStyle);
    }

    [Fact]
    public void CreateS3_with_an_endpoint_addresses_by_path_and_signs_for_the_region()
    {
        using var client = AwsClients.CreateS3(InAws with { S3EndpointUrl = new Uri("http://127.0.0.1:9000") });

        Assert.Equal(("http://127.0.0.1:9000/", "eu-central-1", true),
            (client.Config.ServiceURL, client.Config.AuthenticationRegion, ((AmazonS3Config)client.Config).ForcePathStyle));
    }

    [Fact]
    public async Task Credentials_without_a_profile_are_of_the_SDKs_own_chain() =>
        Assert.Equal(TestEnvironment.AccessKeyId, (await Credentials(null).GetCredentialsAsync()).AccessKey);

    [Fact]
    public async Task Credentials_of_a_profile_are_the_profiles() =>
        Assert.Equal("AKIAKNOWNPROFILE", (await Credentials(TestEnvironment.KnownProfile).GetCredentialsAsync()).AccessKey);

    [Fact]
    public async Task Credentials_of_an_unknown_profile_are_CredentialsNotFound_naming_it()
    {
        var error = await Assert.ThrowsAsync<ImageStorageException>(() => Credentials("nobody").GetCredentialsAsync());

        Assert.Equal(ImageStorageError.CredentialsNotFound, error.Error);
        Assert.Contains("'nobody'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_of_a_profile_that_is_signed_out_say_how_to_sign_in()
    {
        var error = await Assert.ThrowsAsync<ImageStorageException>(() => Credentials(TestEnvironment.SingleSignOnProfile).GetCredentialsAsync());

        Assert.Equal(ImageStorageError.CredentialsNotFound, error.Error);
        Assert.Contains($"aws sso login --profile {TestEnvironment.SingleSignOnProfile}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_store_whose_profile_is_unknown_says_so()
    {
        using var client = AwsClients.CreateS3(InAws with { ProfileName = "nobody" });

        var error = await Assert.ThrowsAsync<ImageStorageException>(
            () => new S3ObjectStore(client, "a-bucket").HeadAsync(ObjectKey.Parse("generated_images/quiz.webp"), default));

        Assert.Equal(ImageStorageError.CredentialsNotFound, error.Error);
    }

    [Theory]
    [InlineData("us-west-2", "https://bedrock-runtime.us-west-2.amazonaws.com")]
    [InlineData("cn-north-1", "https://bedrock-runtime.cn-north-1.amazonaws.com.cn")]
    public void CreateBedrockRuntime_is_in_the_region_of_the_models(string region, string endpoint)
    {
        using var client = AwsClients.CreateBedrockRuntime(InAws with { BedrockRegion = region });

        Assert.Equal(endpoint, client.Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(Request)).URL);
        Assert.Equal((0, Timeout.InfiniteTimeSpan), (client.Config.MaxErrorRetry, client.Config.Timeout));
    }

    [Theory]
    [InlineData(true, false, "https://bedrock-runtime-fips.us-west-2.amazonaws.com")]
    [InlineData(false, true, "https://bedrock-runtime.us-west-2.api.aws")]
    public void Bedrock_Runtime_has_endpoints_of_other_kinds(bool fips, bool dualStack, string endpoint)
    {
        var config = new AmazonBedrockRuntimeConfig { UseFIPSEndpoint = fips, UseDualstackEndpoint = dualStack };
        AwsClients.Apply(config, "us-west-2");

        Assert.Equal(endpoint, config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(Request)).URL);
    }

    [Fact]
    public void CreateBedrock_is_in_the_region_of_the_models()
    {
        using var client = AwsClients.CreateBedrock(InAws with { BedrockRegion = "us-west-2" });

        Assert.Equal(
            "https://bedrock.us-west-2.amazonaws.com", client.Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(Request)).URL);
    }

    [Theory]
    [InlineData("eu-central-1", "https://iam.amazonaws.com us-east-1", "https://cloudfront.amazonaws.com us-east-1", "https://monitoring.us-east-1.amazonaws.com us-east-1")]
    [InlineData("cn-north-1", "https://iam.cn-north-1.amazonaws.com.cn cn-north-1", "https://cloudfront.cn-northwest-1.amazonaws.com.cn cn-northwest-1", "https://monitoring.cn-northwest-1.amazonaws.com.cn cn-northwest-1")]
    [InlineData("us-gov-east-1", "https://iam.us-gov.amazonaws.com us-gov-west-1", "https://cloudfront.us-gov.amazonaws.com us-gov-west-1", "https://monitoring.us-gov-west-1.amazonaws.com us-gov-west-1")]
    public void Services_of_all_regions_are_where_their_partition_has_them(string region, string iam, string cloudFront, string cloudWatch)
    {
        var configuration = InAws with { AwsRegion = region };
        using var iamClient = AwsClients.CreateIdentityManagement(configuration);
        using var cloudFrontClient = AwsClients.CreateCloudFront(configuration);
        using var cloudWatchClient = AwsClients.CreateCloudWatchOfCloudFront(configuration);

        Assert.Equal(
            [iam, cloudFront, cloudWatch],
            new AmazonServiceClient[] { iamClient, cloudFrontClient, cloudWatchClient }.Select(client =>
                $"{client.Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(Request)).URL} {client.Config.AuthenticationRegion}"));
    }

    [Fact]
    public void Services_of_a_region_are_in_the_configurations()
    {
        using var cloudWatch = AwsClients.CreateCloudWatch(InAws);
        using var autoScaling = AwsClients.CreateAutoScaling(InAws);

        Assert.Equal(
            ["https://monitoring.eu-central-1.amazonaws.com", "https://autoscaling.eu-central-1.amazonaws.com"],
            new AmazonServiceClient[] { cloudWatch, autoScaling }.Select(
                client => client.Config.DetermineServiceOperationEndpoint(new ServiceOperationEndpointParameters(Request)).URL));
    }

    private static InvokeModelRequest Request => new() { ModelId = "unused", Body = new MemoryStream() };

    private static AWSCredentials Credentials(string? profile) =>
        AwsClients.Credentials(InAws with { ProfileName = profile }, new AmazonS3Config());
}
