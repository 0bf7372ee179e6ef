using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using ImageStorage.Aws;

namespace ImageStorage.Records;

/// <summary>
/// Sends one update at a time. DynamoDB checks the condition of a write and writes in one step; moto_server checks and then writes, so
/// that of two writes at once both may pass the check.
/// </summary>
internal sealed class AtomicDynamoDBClient(Uri endpoint)
    : AmazonDynamoDBClient(new SessionAWSCredentials(TestEnvironment.AccessKeyId, TestEnvironment.SecretAccessKey, TestEnvironment.SessionToken), ConfigOf(endpoint))
{
    private readonly SemaphoreSlim _writing = new(1);

    public override async Task<UpdateItemResponse> UpdateItemAsync(UpdateItemRequest request, CancellationToken cancellationToken = default)
    {
        await _writing.WaitAsync(cancellationToken);
        try
        {
            return await base.UpdateItemAsync(request, cancellationToken);
        }
        finally
        {
            _writing.Release();
        }
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing)
            _writing.Dispose();
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
