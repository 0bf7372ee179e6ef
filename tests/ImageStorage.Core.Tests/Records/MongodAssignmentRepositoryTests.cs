using ImageStorage.Testing;
using MongoDB.Driver;

[assembly: AssemblyFixture(typeof(MongodServer))]

namespace ImageStorage.Records;

/// <summary>Against a mongod on PATH; without one, the stub of these tests stands in (<see cref="MongoStubAssignmentRepositoryTests"/>).</summary>
public sealed class MongodAssignmentRepositoryTests(MongodServer server) : MongoAssignmentRepositoryContract
{
    protected override async Task<MongoClient> ConnectAsync() => new(await server.RequireAsync());

    protected override async Task<string> UriAsync() => await server.RequireAsync();
}
