using Amazon;
using Amazon.AutoScaling;
using Amazon.Bedrock;
using Amazon.BedrockRuntime;
using Amazon.CloudFront;
using Amazon.CloudWatch;
using Amazon.DynamoDBv2;
using Amazon.IdentityManagement;
using Amazon.Runtime;
using Amazon.S3;
using ImageStorage.Aws.Protocol;

namespace ImageStorage.Aws;

/// <summary>Creates the SDK's clients from the configuration, without the SDK's retries and time-outs, which the core replaces.</summary>
internal static class AwsClients
{
    public static IAmazonS3 CreateS3(ImageStorageConfiguration configuration)
    {
        var config = new AmazonS3Config
        {
            // The upload sets its own checksum; the SDK's default would add another one as a trailer, in chunks that many S3-compatible
            // stores do not support.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        Apply(config, configuration.AwsRegion);
        if (configuration.S3EndpointUrl is { } endpoint)
        {
            config.ServiceURL = endpoint.AbsoluteUri;
            config.AuthenticationRegion = configuration.AwsRegion;
            config.ForcePathStyle = true;
        }

        return new AmazonS3Client(Credentials(configuration, config), config);
    }

    /// <param name="configuration">Names the region of the models, and the profile.</param>
    /// <param name="endpoint">The endpoint; null for the region's, or the one of the AWS configuration.</param>
    public static AmazonBedrockRuntimeClient CreateBedrockRuntime(ImageStorageConfiguration configuration, Uri? endpoint = null)
    {
        var config = Apply(new AmazonBedrockRuntimeConfig(), configuration.BedrockRegion, endpoint);
        return new AmazonBedrockRuntimeClient(Credentials(configuration, config), config);
    }

    /// <param name="configuration">Names the region of the models, and the profile.</param>
    /// <param name="endpoint">The endpoint; null for the region's, or the one of the AWS configuration.</param>
    public static AmazonBedrockClient CreateBedrock(ImageStorageConfiguration configuration, Uri? endpoint = null)
    {
        var config = Apply(new AmazonBedrockConfig(), configuration.BedrockRegion, endpoint);
        return new AmazonBedrockClient(Credentials(configuration, config), config);
    }

    /// <param name="configuration">Names the region and the profile.</param>
    /// <param name="endpoint">The endpoint; null for the region's, or the one of the AWS configuration.</param>
    public static AmazonCloudWatchClient CreateCloudWatch(ImageStorageConfiguration configuration, Uri? endpoint = null)
    {
        var config = Apply(new AmazonCloudWatchConfig(), configuration.AwsRegion, endpoint);
        return new AmazonCloudWatchClient(Credentials(configuration, config), config);
    }

    /// <summary>The client for the metrics of CloudFront, which are always in the same region.</summary>
    /// <param name="configuration">Names the profile, and the partition by its region.</param>
    /// <param name="endpoint">The endpoint; null for the region's, or the one of the AWS configuration.</param>
    public static AmazonCloudWatchClient CreateCloudWatchOfCloudFront(ImageStorageConfiguration configuration, Uri? endpoint = null) =>
        CreateCloudWatch(configuration with { AwsRegion = GlobalRegion(new AmazonCloudFrontConfig(), configuration) }, endpoint);

    /// <param name="configuration">Names the profile, and the partition by its region.</param>
    /// <param name="endpoint">The endpoint; null for the global one, or the one of the AWS configuration.</param>
    public static AmazonCloudFrontClient CreateCloudFront(ImageStorageConfiguration configuration, Uri? endpoint = null)
    {
        var config = new AmazonCloudFrontConfig();
        Apply(config, GlobalRegion(config, configuration), endpoint);
        return new AmazonCloudFrontClient(Credentials(configuration, config), config);
    }

    /// <param name="configuration">Names the region and the profile.</param>
    /// <param name="endpoint">The endpoint; null for the region's, or the one of the AWS configuration.</param>
    public static AmazonAutoScalingClient CreateAutoScaling(ImageStorageConfiguration configuration, Uri? endpoint = null)
    {
        var config = Apply(new AmazonAutoScalingConfig(), configuration.AwsRegion, endpoint);
        return new AmazonAutoScalingClient(Credentials(configuration, config), config);
    }

    /// <param name="configuration">Names the profile, and the partition by its region.</param>
    /// <param name="endpoint">The endpoint; null for the global one, or the one of the AWS configuration.</param>
    public static AmazonIdentityManagementServiceClient CreateIdentityManagement(ImageStorageConfiguration configuration, Uri? endpoint = null)
    {
        var config = new AmazonIdentityManagementServiceConfig();
        Apply(config, GlobalRegion(config, configuration), endpoint);
        return new AmazonIdentityManagementServiceClient(Credentials(configuration, config), config);
    }

    /// <summary>Sets the region, and turns the SDK's retries and time-outs off.</summary>
    /// <param name="config">A client's configuration, before its client is made.</param>
    /// <param name="region">The region's system name.</param>
    public static void Apply(ClientConfig config, string region)
    {
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        config.MaxErrorRetry = 0;
        config.MaxStaleConnectionRetries = 0;
        config.Timeout = Timeout.InfiniteTimeSpan;
        // With the server's clock, in whole seconds, a presigned URL of seven days would last a little longer, and the SDK would fall back
        // to signature version 2. A clock that is wrong is reported as an error.
        config.DisableClockSkewCorrection = true;
    }

    /// <param name="configuration">Names the region and the profile.</param>
    /// <param name="endpoint">The endpoint; null for the region's, or the one in <c>AWS_ENDPOINT_URL_DYNAMODB</c>.</param>
    public static AmazonDynamoDBClient CreateDynamoDB(ImageStorageConfiguration configuration, Uri? endpoint = null)
    {
        // With an endpoint from AWS_ENDPOINT_URL, the SDK would sign for the region of the environment instead of the configured one.
        var config = new AmazonDynamoDBConfig { AuthenticationRegion = configuration.AwsRegion };
        Apply(config, configuration.AwsRegion);
        if (endpoint is not null)
            config.ServiceURL = endpoint.AbsoluteUri;

        return new AmazonDynamoDBClient(Credentials(configuration, config), config);
    }

    /// <summary>The SDK's own chain, or the profile that the configuration names.</summary>
    /// <param name="configuration">Names the profile.</param>
    /// <param name="config">The client's configuration, for the region that roles are assumed in.</param>
    public static AWSCredentials Credentials(ImageStorageConfiguration configuration, IClientConfig config) =>
        new ResolvedCredentials(configuration.ProfileName, config);

    private static TConfig Apply<TConfig>(TConfig config, string region, Uri? endpoint)
        where TConfig : ServiceClientConfig
    {
        Apply(config, region);
        // With an endpoint from the AWS configuration, which has no region, the SDK would sign for us-east-1.
        config.AuthenticationRegion = region;
        if (endpoint is not null)
            config.ServiceURL = endpoint.AbsoluteUri;
        return config;
    }

    // The region of the partition's global endpoint, which requests are signed for.
    private static string GlobalRegion(ServiceClientConfig config, ImageStorageConfiguration configuration) =>
        ((GlobalEndpointProvider)config.EndpointProvider).SigningRegion(RegionEndpoint.GetBySystemName(configuration.AwsRegion));
}
