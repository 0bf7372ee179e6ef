using ImageStorage.Testing;

[assembly: AssemblyFixture(typeof(MongodServer))]

namespace ImageStorage.Records.Mongo;

/// <summary>Against a mongod on PATH; <see cref="MongoStubAssignmentRepositoryTests"/> run everywhere.</summary>
public sealed class MongodAssignmentRepositoryTests(MongodServer server) : MongoAssignmentRepositoryContract
{
    protected override Task<string> UriAsync() => server.RequireAsync();
}
