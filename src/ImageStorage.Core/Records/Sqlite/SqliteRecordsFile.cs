using System.Text;
using ImageStorage.Pairing;
using Microsoft.Data.Sqlite;

namespace ImageStorage.Records.Sqlite;

/// <summary>Chooses the file of the records: every object store has its own, so that two buckets never share one.</summary>
internal static class SqliteRecordsFile
{
    private const string CommonName = "assignments.db";

    /// <summary>
    /// The file of an object store's records: <c>assignments.db</c> for the embedded store, and for a bucket a file under <c>records</c> with
    /// the bucket's name. A bucket keeps <c>assignments.db</c> of an older version, which had no other file, as long as that belongs to it.
    /// </summary>
    /// <param name="home">IMAGESTORAGE_HOME.</param>
    /// <param name="bucketName">A name of the bucket that is a file name too; null for the embedded store.</param>
    /// <param name="objectStore">The object store, as its identity describes it.</param>
    public static string Choose(string home, string? bucketName, string objectStore)
    {
        var common = Path.Combine(home, CommonName);
        if (bucketName is null)
            return common;

        var own = Path.Combine(home, "records", bucketName + ".db");
        return !File.Exists(own) && BelongsTo(common, home, objectStore) ? common : own;
    }

    private static bool BelongsTo(string path, string home, string objectStore)
    {
        if (!File.Exists(path))
            return false;
        // Without an identity it is of an older version: the embedded store's where that has images, otherwise the bucket's.
        return FindOwner(path) is { } owner ? owner == objectStore : !Directory.Exists(Path.Combine(home, "objects"));
    }

    private static string? FindOwner(string path)
    {
        try
        {
            using var connection = new SqliteConnection(
                new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
            connection.Open();
            using var command = SqliteCommands.Make(connection, "SELECT json FROM store_identity", []);
            return command.ExecuteScalar() is string json ? StoreIdentityJson.Read(Encoding.UTF8.GetBytes(json), path).ObjectStore : null;
        }
        catch (SqliteException)
        {
            // A file of an older version has no such table; any other fault is reported by the first operation on the records.
            return null;
        }
    }
}
