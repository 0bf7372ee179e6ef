using ImageStorage.Infrastructure.Stack;

namespace ImageStorage.Infrastructure.Policies;

/// <summary>What the portal's instances may and may not do, by the policy that really stands.</summary>
public sealed class InstanceRoleTests(AppliedStack stack)
{
    private const string Bucket = "arn:aws:s3:::imagestorage-123456789012";
    private const string Image = Bucket + "/generated_images/quiz-1.webp";
    private const string Model = "arn:aws:bedrock:us-west-2::foundation-model/stability.stable-image-core-v1:1";
    private const string Profile = "arn:aws:bedrock:us-west-2:123456789012:inference-profile/us.amazon.nova-lite-v1:0";
    private const string ProfileModel = "arn:aws:bedrock:us-east-1::foundation-model/amazon.nova-lite-v1:0";
    private const string Parameter = "arn:aws:ssm:us-east-1:123456789012:parameter/imagestorage/mongo-uri";
    private const string Key = "arn:aws:kms:us-east-1:123456789012:key/0d9cb0f8-6d0c-4d35-8f4f-0a2d2b1c6e11";
    private const string ThroughProfile = "bedrock:inferenceprofilearn=" + Profile;
    private const string OfParameter = "kms:viaservice=ssm.us-east-1.amazonaws.com|kms:encryptioncontext:parameter_arn=" + Parameter;

    [Theory]
    [InlineData("s3:PutObject", Image)]
    [InlineData("s3:GetObject", Image)]
    [InlineData("s3:DeleteObject", Image)]
    [InlineData("s3:PutObjectTagging", Image)]
    [InlineData("s3:GetObjectTagging", Image)]
    [InlineData("s3:DeleteObjectTagging", Image)]
    [InlineData("s3:GetObject", Bucket + "/.imagestorage/store.json")]
    [InlineData("s3:PutObject", Bucket + "/.imagestorage/store.json")]
    [InlineData("s3:GetObject", Bucket + "/trash/records/quiz-1.json")]
    [InlineData("s3:PutObject", Bucket + "/trash/records/quiz-1.json")]
    [InlineData("s3:ListBucket", Bucket)]
    [InlineData("s3:GetObject", Bucket + "/releases/portal.tar.gz")]
    [InlineData("bedrock:InvokeModel", Model)]
    [InlineData("bedrock:GetFoundationModel", Model)]
    [InlineData("bedrock:InvokeModel", Profile)]
    [InlineData("bedrock:InvokeModel", ProfileModel, ThroughProfile)]
    [InlineData("cloudwatch:PutMetricData", "*", "cloudwatch:namespace=ImageStorage")]
    [InlineData("ssm:GetParameter", Parameter)]
    [InlineData("kms:Decrypt", Key, OfParameter)]
    public async Task Role_allows_what_the_portal_needs(string action, string resource, string context = "") =>
        Assert.True(await IsAllowedAsync(action, resource, context));

    [Theory]
    [InlineData("s3:DeleteBucket", Bucket)]
    [InlineData("s3:PutBucketPolicy", Bucket)]
    [InlineData("s3:PutLifecycleConfiguration", Bucket)]
    [InlineData("s3:PutBucketPublicAccessBlock", Bucket)]
    [InlineData("s3:GetObject", "arn:aws:s3:::another-bucket/generated_images/quiz-1.webp")]
    [InlineData("s3:GetObject", "arn:aws:s3:::imagestorage-1234567890123/generated_images/quiz-1.webp")]
    [InlineData("s3:ListBucket", "arn:aws:s3:::another-bucket")]
    [InlineData("s3:ListAllMyBuckets", "*")]
    [InlineData("s3:PutObject", Bucket + "/releases/portal.tar.gz")]
    [InlineData("s3:DeleteObject", Bucket + "/.imagestorage/store.json")]
    [InlineData("s3:DeleteObject", Bucket + "/trash/records/quiz-1.json")]
    [InlineData("s3:PutObject", Bucket + "/trash/generated_images/quiz-1.webp")]
    [InlineData("s3:GetObjectVersion", Image)]
    [InlineData("s3:PutObjectAcl", Image)]
    [InlineData("s3:DeleteObjectVersion", Image)]
    [InlineData("iam:PassRole", "arn:aws:iam::123456789012:role/imagestorage-instance")]
    [InlineData("iam:CreateRole", "arn:aws:iam::123456789012:role/imagestorage-instance")]
    [InlineData("iam:PutRolePolicy", "arn:aws:iam::123456789012:role/imagestorage-instance")]
    [InlineData("sts:AssumeRole", "arn:aws:iam::123456789012:role/imagestorage-deploy")]
    [InlineData("bedrock:InvokeModel", "arn:aws:bedrock:us-west-2::foundation-model/stability.stable-image-ultra-v1:1")]
    [InlineData("bedrock:InvokeModel", "arn:aws:bedrock:us-east-1::foundation-model/stability.stable-image-core-v1:1")]
    [InlineData("bedrock:InvokeModel", ProfileModel)]
    [InlineData("bedrock:InvokeModelWithResponseStream", Model)]
    [InlineData("cloudwatch:PutMetricData", "*", "cloudwatch:namespace=AWS/EC2")]
    [InlineData("cloudwatch:PutMetricData", "*")]
    [InlineData("cloudwatch:DeleteAlarms", "arn:aws:cloudwatch:us-east-1:123456789012:alarm:imagestorage-upload-failures")]
    [InlineData("ssm:GetParameter", "arn:aws:ssm:us-east-1:123456789012:parameter/imagestorage/mongo-uri-2")]
    [InlineData("ssm:PutParameter", Parameter)]
    [InlineData("kms:Decrypt", Key)]
    [InlineData("kms:Decrypt", "arn:aws:kms:us-east-1:123456789012:key/11111111-6d0c-4d35-8f4f-0a2d2b1c6e11", OfParameter)]
    [InlineData("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:123456789012:table/imagestorage-assignments")]
    [InlineData("ec2:RunInstances", "*")]
    public async Task Role_denies_what_the_portal_does_not_need(string action, string resource, string context = "") =>
        Assert.False(await IsAllowedAsync(action, resource, context));

    private async Task<bool> IsAllowedAsync(string action, string resource, string context)
    {
        var plan = await stack.RequireAsync();
        var policy = new PolicyEvaluator(plan.Values("aws_iam_role_policy.instance").GetProperty("policy").GetString()!);
        return policy.Allows(new PolicyRequest(action, resource, PolicyContext.Parse(context)));
    }
}
