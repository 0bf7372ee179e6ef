namespace ImageStorage.Records.Mongo;

/// <summary>The whole contract over the wire, also where there is no mongod.</summary>
public sealed class MongoStubAnswerRepositoryTests : MongoAnswerRepositoryContract
{
    private readonly MongoStub _stub = new();

    protected override Task<string> UriAsync() => Task.FromResult(_stub.Uri);

    protected override ValueTask EndAsync() => _stub.DisposeAsync();
}
