using Amazon.BedrockRuntime;
using Amazon.Runtime;
using ImageStorage.Generation.Bedrock;
using ImageStorage.Testing.Bedrock;

namespace ImageStorage.Aws;

/// <summary>The environment is the whole process's: alone, so that nobody else sees it.</summary>
[CollectionDefinition(nameof(ConfiguredEndpointTests), DisableParallelization = true)]
[Collection(nameof(ConfiguredEndpointTests))]
public sealed class ConfiguredEndpointTests : IAsyncDisposable
{
    private readonly BedrockStub _stub = new(TestEnvironment.SecretAccessKey);

    public ConfiguredEndpointTests() => _stub.AnswerInOrder(BedrockAnswer.Filtered("Filter reason: prompt"));

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_BEDROCK_RUNTIME")]
    [InlineData("AWS_ENDPOINT_URL")]
    public async Task Bedrock_is_asked_at_the_endpoint_of_the_environment(string variable)
    {
        Environment.SetEnvironmentVariable(variable, _stub.Endpoint.AbsoluteUri);
        try
        {
            using var client = AwsClients.CreateBedrockRuntime(BedrockFixture.Configuration());

            var answer = await client.InvokeModelAsync(
                new InvokeModelRequest { ModelId = "a-model", Body = new MemoryStream("{}"u8.ToArray()) }, TestContext.Current.CancellationToken);

            Assert.Equal(BedrockStub.RequestId(1), answer.ResponseMetadata.RequestId);
            Assert.Empty(_stub.Problems);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }
    }

    [Theory]
    [InlineData("AWS_ENDPOINT_URL_CLOUDWATCH", "monitoring", 0)]
    [InlineData("AWS_ENDPOINT_URL_CLOUDFRONT", "cloudfront", 1)]
    [InlineData("AWS_ENDPOINT_URL_AUTO_SCALING", "autoscaling", 2)]
    [InlineData("AWS_ENDPOINT_URL_IAM", "iam", 3)]
    public async Task A_service_is_asked_at_the_endpoint_of_the_environment(string variable, string service, int which)
    {
        await using var stub = new BedrockStub(TestEnvironment.SecretAccessKey) { Service = service, Region = "us-east-1" };
        stub.AnswerInOrder(new BedrockAnswer(500, ""));
        Environment.SetEnvironmentVariable(variable, stub.Endpoint.AbsoluteUri);
        try
        {
            using var aws = new AwsServices(null);
            Func<Task>[] calls =
            [
                () => aws.CloudWatch.ListMetricsAsync(new()),
                () => aws.CloudFront.ListDistributionsAsync(new()),
                () => aws.AutoScaling.DescribePoliciesAsync(new()),
                () => aws.Iam.GetRoleAsync(new()),
            ];

            await Assert.ThrowsAnyAsync<AmazonServiceException>(calls[which]);
        }
        finally
        {
            Environment.SetEnvironmentVariable(variable, null);
        }

        Assert.Single(stub.Requests);
        Assert.Empty(stub.Problems);
    }

    public ValueTask DisposeAsync() => _stub.DisposeAsync();
}
