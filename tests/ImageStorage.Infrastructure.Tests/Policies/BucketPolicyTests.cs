using ImageStorage.Infrastructure.Stack;

namespace ImageStorage.Infrastructure.Policies;

/// <summary>Who may read an image by the bucket's policy.</summary>
public sealed class BucketPolicyTests(AppliedStack stack)
{
    private const string Bucket = "arn:aws:s3:::imagestorage-123456789012";
    private const string Image = Bucket + "/generated_images/quiz-1.webp";
    private const string Tls = "aws:securetransport=true|s3:tlsversion=1.2";

    [Theory]
    [InlineData("cloudfront.amazonaws.com", true, "s3:GetObject", Image, Tls, true)]
    [InlineData("cloudfront.amazonaws.com", false, "s3:GetObject", Image, Tls, false)]
    [InlineData("cloudfront.amazonaws.com", true, "s3:PutObject", Image, Tls, false)]
    [InlineData("cloudfront.amazonaws.com", true, "s3:GetObject", Bucket + "/releases/portal.tar.gz", Tls, false)]
    [InlineData("cloudfront.amazonaws.com", true, "s3:GetObject", Image, "aws:securetransport=false", false)]
    [InlineData("cloudfront.amazonaws.com", true, "s3:GetObject", Image, "aws:securetransport=true|s3:tlsversion=1.1", false)]
    [InlineData("logging.s3.amazonaws.com", true, "s3:GetObject", Image, Tls, false)]
    public async Task Policy_lets_this_distribution_read_images_over_tls(
        string service, bool isOurDistribution, string action, string resource, string context, bool expected)
    {
        var plan = await stack.RequireAsync();
        var distribution = plan.Values("aws_cloudfront_distribution.images").GetProperty("arn").GetString()!;
        var policy = new PolicyEvaluator(plan.Values("aws_s3_bucket_policy.images").GetProperty("policy").GetString()!);
        var request = new PolicyRequest(action, resource, PolicyContext.Parse($"{context}|aws:sourcearn={(isOurDistribution ? distribution : distribution + "2")}"));

        Assert.Equal(expected, policy.Allows(request, ("Service", service)));
    }
}
