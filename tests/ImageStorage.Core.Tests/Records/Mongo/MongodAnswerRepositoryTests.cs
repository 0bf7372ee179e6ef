using ImageStorage.Testing;

namespace ImageStorage.Records.Mongo;

/// <summary>Against a mongod on PATH; <see cref="MongoStubAnswerRepositoryTests"/> run everywhere.</summary>
public sealed class MongodAnswerRepositoryTests(MongodServer server) : MongoAnswerRepositoryContract
{
    /// <summary>Servers that speak MongoDB's protocol are not at one about the order of these: its own compares code points, one in Java UTF-16.</summary>
    protected override IReadOnlyList<string> LastIds => ["👩"];

    protected override Task<string> UriAsync() => server.RequireAsync();
}
