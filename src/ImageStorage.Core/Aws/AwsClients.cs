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

/// <summary>Makes the SDK's clients from the configuration. Retries and time-outs are off in them: the core's own rule.</summary>
internal static class AwsClients
{
    public static IAmazonS3 CreateS3(ImageStorageConfiguration configuration)
    {
        var config = new AmazonS3Config
        {
            // The checksum that is sent is the upload's own; the SDK's default would add another as a trailer, in chunks that many
            // S3-compatible stores do not read.
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
    /// <param name="endpoint">Where to, when neither the region nor the AWS configuration decides.</param>
    public static AmazonBedrockRuntimeClient CreateBedrockRuntime(ImageStorageConfiguration configuration, Uri? endpoint = null)
    {
        var config = Apply(new AmazonBedrockRuntimeConfig(), configuration.BedrockRegion, endpoint);
        return new AmazonBedrockRuntimeClient(Credentials(configuration, config), config);
    }

    /// <param name="configuration">Names the region of the models, and the profile.</param>
    /// <param name="endpoint">Where to, when neither the region nor the AWS configuration decides.</param>
    public static AmazonBedrockClient CreateBedrock(ImageStorageConfiguration configuration, Uri? endpoint = null)
    {
        var config = Apply(new AmazonBedrockConfig(), configuration.BedrockRegion, endpoint);
        return new AmazonBedrockClient(Credentials(configuration, config), config);
    }

    /// <param name="configuration">Names the region and the profile.</param>
    /// <param name="endpoint">Where to, when neither the region nor the AWS configuration decides.</param>
    public static AmazonCloudWatchClient CreateCloudWatch(ImageStorageConfiguration configuration, Uri? endpoint = null)
    {
        var config = Apply(new AmazonCloudWatchConfig(), configuration.AwsRegion, endpoint);
        return new AmazonCloudWatchClient(Credentials(configuration, config), config);
    }

    /// <summary>The client for the metrics of CloudFront, which are in one region whichever the bucket is in.</summary>
    /// <param name="configuration">Names the profile, and the partition by its region.</param>
    /// <param name="endpoint">Where to, when neither the region nor the AWS configuration decides.</param>
    public static AmazonCloudWatchClient CreateCloudWatchOfCloudFront(ImageStorageConfiguration configuration, Uri? endpoint = null) =>
        CreateCloudWatch(configuration with { AwsRegion = GlobalRegion(new AmazonCloudFrontConfig(), configuration) }, endpoint);

    /// <param name="configuration">Names the profile, and the partition by its region.</param>
    /// <param name="endpoint">Where to, when the AWS configuration does not decide.</param>
    public static AmazonCloudFrontClient CreateCloudFront(ImageStorageConfiguration configuration, Uri? endpoint = null)
    {
        var config = new AmazonCloudFrontConfig();
        Apply(config, GlobalRegion(config, configuration), endpoint);
        return new AmazonCloudFrontClient(Credentials(configuration, config), config);
    }

    /// <param name="configuration">Names the region and the profile.</param>
    /// <param name="endpoint">Where to, when neither the region nor the AWS configuration decides.</param>
    public static AmazonAutoScalingClient CreateAutoScaling(ImageStorageConfiguration configuration, Uri? endpoint = null)
    {
        var config = Apply(new AmazonAutoScalingConfig(), configuration.AwsRegion, endpoint);
        return new AmazonAutoScalingClient(Credentials(configuration, config), config);
    }

    /// <param name="configuration">Names the profile, and the partition by its region.</param>
    /// <param name="endpoint">Where to, when the AWS configuration does not decide.</param>
    public static AmazonIdentityManagementServiceClient CreateIdentityManagement(ImageStorageConfiguration configuration, Uri? endpoint = null)
    {
        var config = new AmazonIdentityManagementServiceConfig();
        Apply(config, GlobalRegion(config, configuration), endpoint);
        return new AmazonIdentityManagementServiceClient(Credentials(configuration, config), config);
    }

    /// <summary>Region, no retries, no time-out of the SDK's own.</summary>
    /// <param name="config">A client's configuration, before its client is made.</param>
    /// <param name="region">The region's system name.</param>
    public static void Apply(ClientConfig config, string region)
    {
        config.RegionEndpoint = RegionEndpoint.GetBySystemName(region);
        config.MaxErrorRetry = 0;
        config.MaxStaleConnectionRetries = 0;
        config.Timeout = Timeout.InfiniteTimeSpan;
        // The server's clock, in whole seconds, would make seven days a little more than that, and the SDK then falls back to
        // signature version 2. A clock that is really wrong is an error that says so.
        config.DisableClockSkewCorrection = true;
    }

    /// <param name="configuration">Names the region and the profile.</param>
    /// <param name="endpoint">Where to; null for the region's, or what <c>AWS_ENDPOINT_URL_DYNAMODB</c> says.</param>
    public static AmazonDynamoDBClient CreateDynamoDB(ImageStorageConfiguration configuration, Uri? endpoint = null)
    {
        // With an endpoint of AWS_ENDPOINT_URL the SDK would sign for the region of the environment, and not for the one that is meant.
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
        // An endpoint of the AWS configuration names no region, and the SDK would sign for us-east-1.
        config.AuthenticationRegion = region;
        if (endpoint is not null)
            config.ServiceURL = endpoint.AbsoluteUri;
        return config;
    }

    // Where the one endpoint of a partition is, and what is signed for it.
    private static string GlobalRegion(ServiceClientConfig config, ImageStorageConfiguration configuration) =>
        ((GlobalEndpointProvider)config.EndpointProvider).SigningRegion(RegionEndpoint.GetBySystemName(configuration.AwsRegion));
}
