using Amazon.AutoScaling;
using Amazon.CloudFront;
using Amazon.CloudWatch;
using Amazon.IdentityManagement;
using ImageStorage.Objects.S3;

namespace ImageStorage.Aws;

/// <summary>The clients of our own, before one endpoint, or where the AWS configuration says.</summary>
internal sealed class AwsServices(Uri? endpoint) : IDisposable
{
    private static readonly ImageStorageConfiguration Configuration = MotoBucket.Configuration(new Uri("http://unused")) with { S3EndpointUrl = null };

    public AmazonCloudWatchClient CloudWatch { get; } = AwsClients.CreateCloudWatch(Configuration, endpoint);

    public AmazonCloudFrontClient CloudFront { get; } = AwsClients.CreateCloudFront(Configuration, endpoint);

    public AmazonAutoScalingClient AutoScaling { get; } = AwsClients.CreateAutoScaling(Configuration, endpoint);

    public AmazonIdentityManagementServiceClient Iam { get; } = AwsClients.CreateIdentityManagement(Configuration, endpoint);

    public static string SigningName(string service) => service == "cloudwatch" ? "monitoring" : service;

    public void Dispose()
    {
        CloudWatch.Dispose();
        CloudFront.Dispose();
        AutoScaling.Dispose();
        Iam.Dispose();
    }
}
