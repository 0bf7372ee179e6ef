namespace ImageStorage.Aws;

/// <summary>Whether a configuration is for AWS itself: an S3-compatible store has no CloudWatch to send metrics to.</summary>
internal static class AwsPresence
{
    /// <param name="configuration">Names the store.</param>
    /// <param name="service">The suffix of the service's <c>AWS_ENDPOINT_URL_*</c>.</param>
    public static bool IsThere(ImageStorageConfiguration configuration, string service) => configuration.S3BucketName is not null
        && (configuration.S3EndpointUrl is null
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL"))
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_" + service)));
}
