using ImageStorage.Infrastructure.Checks;

namespace ImageStorage.Infrastructure.Policies;

public class PolicyDocumentTests
{
    private const string Policy = """
        {"Version": "2012-10-17", "Statement": [
          {"Effect": "Allow", "Action": ["s3:Get*", "S3:putobject"], "Resource": "arn:aws:s3:::b/generated_images/*"},
          {"Effect": "Allow", "Action": "cloudwatch:PutMetricData", "Resource": "*",
           "Condition": {"StringEquals": {"cloudwatch:namespace": "ImageStorage"}}},
          {"Effect": "Allow", "NotAction": "iam:*", "Resource": "arn:aws:dynamodb:*:*:table/t"},
          {"Effect": "Allow", "Action": "sqs:SendMessage", "Resource": "*",
           "Condition": {"DateGreaterThan": {"aws:CurrentTime": "2020-01-01T00:00:00Z"}}},
          {"Effect": "Deny", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::b/generated_images/secret-?.webp"}
        ]}
        """;

    [Theory]
    [InlineData("s3:GetObject", "arn:aws:s3:::b/generated_images/a.webp", true)]
    [InlineData("s3:GetObjectTagging", "arn:aws:s3:::b/generated_images/a.webp", true)]
    [InlineData("s3:PutObject", "arn:aws:s3:::b/generated_images/a.webp", true)]
    [InlineData("dynamodb:GetItem", "arn:aws:dynamodb:us-east-1:1:table/t", true)]
    [InlineData("s3:GetObject", "arn:aws:s3:::b/other/a.webp", false)]
    [InlineData("s3:GetObject", "arn:aws:s3:::c/generated_images/a.webp", false)]
    [InlineData("s3:DeleteObject", "arn:aws:s3:::b/generated_images/a.webp", false)]
    [InlineData("s3:GetObject", "arn:aws:s3:::b/generated_images/secret-1.webp", false)]
    [InlineData("iam:GetRole", "arn:aws:dynamodb:us-east-1:1:table/t", false)]
    [InlineData("cloudwatch:PutMetricData", "*", false)]
    [InlineData("sqs:SendMessage", "arn:aws:sqs:us-east-1:1:q", false)]
    public void Allows_what_is_certainly_allowed(string action, string resource, bool expected) =>
        Assert.Equal(expected, PolicyDocument.Parse(Policy).Allows(new PolicyRequest(action, resource)));

    [Theory]
    [InlineData("ImageStorage", true)]
    [InlineData("AWS/EC2", false)]
    public void Allows_looks_at_conditions_that_are_known(string @namespace, bool expected) => Assert.Equal(
        expected,
        PolicyDocument.Parse(Policy).Allows(
            new PolicyRequest("cloudwatch:PutMetricData", "*")
            {
                Context = new Dictionary<string, string> { ["cloudwatch:namespace"] = @namespace },
            }));

    [Theory]
    [InlineData("no JSON")]
    [InlineData("{}")]
    [InlineData("""{"Statement": ["x"]}""")]
    public void Parse_of_what_is_no_policy_cannot_judge(string text) => Assert.Throws<CheckNotMadeException>(() => PolicyDocument.Parse(text));
}
