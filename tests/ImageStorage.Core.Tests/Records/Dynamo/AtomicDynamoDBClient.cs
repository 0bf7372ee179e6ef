using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using ImageStorage.Aws;

namespace ImageStorage.Records.Dynamo;

/// <summary>
/// Sends one update or read at a time. DynamoDB checks the condition of a write and writes in one step; moto_server checks and then
/// writes attribute by attribute, so that of two writes at once both may pass the check, and a read may see half a write.
/// </summary>
internal sealed class AtomicDynamoDBClient(Uri endpoint)
    : AmazonDynamoDBClient(new SessionAWSCredentials(TestEnvironment.AccessKeyId, TestEnvironment.SecretAccessKey, TestEnvironment.SessionToken), ConfigOf(endpoint))
{
    private readonly SemaphoreSlim _one = new(1);

    public override Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default) =>
        AloneAsync(() => base.UpdateItemAsync(request, cancellationToken), cancellationToken);

    public override Task<GetItemResponse> GetItemAsync(GetItemRequest request, CancellationToken cancellationToken = default) =>
        AloneAsync(() => base.GetItemAsync(request, cancellationToken), cancellationToken);

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _one.Dispose();
    }

    private async Task<T> AloneAsync<T>(Func<Task<T>> send, CancellationToken cancellationToken)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            return await send();
        }
        finally
        {
            _one.Release();
        }
    }

    private static AmazonDynamoDBConfig ConfigOf(Uri endpoint)
    {
        var config = new AmazonDynamoDBConfig();
        AwsClients.Apply(config, "us-east-1");
        config.ServiceURL = endpoint.AbsoluteUri;
        config.AuthenticationRegion = "us-east-1";
        return config;
    }
}
