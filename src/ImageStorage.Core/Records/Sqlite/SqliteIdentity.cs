using System.Text;
using ImageStorage.Pairing;
using Microsoft.Data.Sqlite;

namespace ImageStorage.Records.Sqlite;

/// <summary>Keeps the identity of a records file in its table <c>store_identity</c>, which has one row.</summary>
/// <param name="database">The file.</param>
internal sealed class SqliteIdentity(SqliteDatabase database) : IStoreIdentity
{
    public string Store { get; } = $"the records file '{database.Path}'";

    public async Task<StoreIdentity?> FindAsync(CancellationToken cancellationToken) =>
        await database.ReadAsync<string?>(null, Find, cancellationToken).ConfigureAwait(false) is { } json ? Read(json) : null;

    public async Task<StoreIdentity> CreateAsync(StoreIdentity identity, CancellationToken cancellationToken) => Read(await database.WriteAsync(
        connection =>
        {
            Execute(connection, "INSERT INTO store_identity (one, json) VALUES (1, $json) ON CONFLICT DO NOTHING", identity);
            return Find(connection)!;
        },
        cancellationToken).ConfigureAwait(false));

    public Task ReplaceAsync(StoreIdentity identity, CancellationToken cancellationToken) => database.WriteAsync(
        connection => Execute(
            connection, "INSERT INTO store_identity (one, json) VALUES (1, $json) ON CONFLICT DO UPDATE SET json = excluded.json", identity),
        cancellationToken);

    private StoreIdentity Read(string json) => StoreIdentityJson.Read(Encoding.UTF8.GetBytes(json), Store);

    private static string? Find(SqliteConnection connection)
    {
        using var command = SqliteCommands.Make(connection, "SELECT json FROM store_identity", []);
        return command.ExecuteScalar() as string;
    }

    private static int Execute(SqliteConnection connection, string sql, StoreIdentity identity)
    {
        using var command = SqliteCommands.Make(connection, sql, [new("json", Encoding.UTF8.GetString(StoreIdentityJson.Write(identity)))]);
        return command.ExecuteNonQuery();
    }
}
