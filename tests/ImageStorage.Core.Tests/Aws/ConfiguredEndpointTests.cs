using Amazon.BedrockRuntime;
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

    public ValueTask DisposeAsync() => _stub.DisposeAsync();
}
