namespace ImageStorage.Aws;

/// <summary>Tells whether AWS itself is behind a configuration: beside a store that only speaks S3 there is no CloudWatch to send to.</summary>
internal static class AwsPresence
{
    /// <param name="configuration">Names the store.</param>
    /// <param name="service">The end of the service's own <c>AWS_ENDPOINT_URL_*</c>.</param>
    public static bool IsThere(ImageStorageConfiguration configuration, string service) => configuration.S3BucketName is not null
        && (configuration.S3EndpointUrl is null
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL"))
            || !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL_" + service)));
}
