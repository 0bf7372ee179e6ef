using ImageStorage.Infrastructure.Stack;

namespace ImageStorage.Infrastructure.Policies;

/// <summary>What the repository's workflows may and may not do.</summary>
public sealed class DeployRoleTests(AppliedStack stack)
{
    private const string Bucket = "arn:aws:s3:::imagestorage-123456789012";
    private const string Group = "arn:aws:autoscaling:us-east-1:123456789012:autoScalingGroup:0a:autoScalingGroupName/imagestorage-portal";
    private const string InstanceRole = "arn:aws:iam::123456789012:role/imagestorage-instance";

    [Theory]
    [InlineData("s3:PutObject", Bucket + "/releases/portal-2.tar.gz", "", true)]
    [InlineData("s3:PutObject", Bucket + "/generated_images/canary-1.webp", "", true)]
    [InlineData("s3:GetObject", "arn:aws:s3:::stack-states/imagestorage/terraform.tfstate", "", true)]
    [InlineData("autoscaling:StartInstanceRefresh", Group, "", true)]
    [InlineData("cloudfront:UpdateDistribution", "arn:aws:cloudfront::123456789012:distribution/E1", "", true)]
    [InlineData("cloudwatch:PutMetricAlarm", "arn:aws:cloudwatch:us-east-1:123456789012:alarm:imagestorage-4xx-rate", "", true)]
    [InlineData("iam:PassRole", InstanceRole, "iam:passedtoservice=ec2.amazonaws.com", true)]
    [InlineData("ec2:CreateLaunchTemplateVersion", "arn:aws:ec2:us-east-1:123456789012:launch-template/lt-1", "aws:resourcetag/project=imagestorage", true)]
    [InlineData("iam:PassRole", InstanceRole, "iam:passedtoservice=lambda.amazonaws.com", false)]
    [InlineData("iam:PassRole", "arn:aws:iam::123456789012:role/admin", "iam:passedtoservice=ec2.amazonaws.com", false)]
    [InlineData("iam:PutRolePolicy", InstanceRole, "", false)]
    [InlineData("iam:AttachRolePolicy", "arn:aws:iam::123456789012:role/imagestorage-deploy", "", false)]
    [InlineData("iam:UpdateAssumeRolePolicy", "arn:aws:iam::123456789012:role/imagestorage-deploy", "", false)]
    [InlineData("iam:CreateUser", "arn:aws:iam::123456789012:user/me", "", false)]
    [InlineData("s3:DeleteBucket", Bucket, "", false)]
    [InlineData("s3:DeleteObject", Bucket + "/generated_images/quiz-1.webp", "", false)]
    [InlineData("s3:GetObject", "arn:aws:s3:::stack-states/another/terraform.tfstate", "", false)]
    [InlineData("ssm:GetParameter", "arn:aws:ssm:us-east-1:123456789012:parameter/imagestorage/mongo-uri", "", false)]
    [InlineData("ec2:CreateLaunchTemplateVersion", "arn:aws:ec2:us-east-1:123456789012:launch-template/lt-1", "aws:resourcetag/project=another", false)]
    [InlineData("ec2:TerminateInstances", "arn:aws:ec2:us-east-1:123456789012:instance/i-1", "aws:resourcetag/project=imagestorage", false)]
    [InlineData("dynamodb:DeleteTable", "arn:aws:dynamodb:us-east-1:123456789012:table/imagestorage-assignments", "", false)]
    public async Task Role_builds_the_stack_and_changes_no_permission(string action, string resource, string context, bool expected)
    {
        var plan = await stack.RequireAsync();
        var policy = new PolicyEvaluator(plan.Values("aws_iam_role_policy.deploy[0]").GetProperty("policy").GetString()!);

        Assert.Equal(expected, policy.Allows(new PolicyRequest(action, resource, PolicyContext.Parse(context))));
    }

    [Theory]
    [InlineData("repo:example/quiz:environment:production", "sts.amazonaws.com", true)]
    [InlineData("repo:example/quiz:environment:staging", "sts.amazonaws.com", false)]
    [InlineData("repo:example/quiz:ref:refs/heads/main", "sts.amazonaws.com", false)]
    [InlineData("repo:example/quiz2:environment:production", "sts.amazonaws.com", false)]
    [InlineData("repo:another/quiz:environment:production", "sts.amazonaws.com", false)]
    [InlineData("repo:example/quiz:environment:production", "another-audience", false)]
    public async Task Role_is_assumed_from_one_environment_of_one_repository(string subject, string audience, bool expected)
    {
        const string Host = "token.actions.githubusercontent.com";
        var plan = await stack.RequireAsync();
        // A trust policy is of the role itself and names no resource.
        var trust = plan.Values("aws_iam_role.deploy[0]").GetProperty("assume_role_policy").GetString()!
            .Replace("\"Effect\":", "\"Resource\":\"*\",\"Effect\":", StringComparison.Ordinal);
        var request = new PolicyRequest("sts:AssumeRoleWithWebIdentity", "role", PolicyContext.Parse($"{Host}:sub={subject}|{Host}:aud={audience}"));

        Assert.Equal(expected, new PolicyEvaluator(trust).Allows(request, ("Federated", $"arn:aws:iam::123456789012:oidc-provider/{Host}")));
    }
}
