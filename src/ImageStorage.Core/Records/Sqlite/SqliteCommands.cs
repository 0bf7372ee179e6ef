using ImageStorage.Records.Mapping;
using Microsoft.Data.Sqlite;

namespace ImageStorage.Records.Sqlite;

/// <summary>Statements with values, and their rows as fields.</summary>
internal static class SqliteCommands
{
    public static SqliteCommand Make(SqliteConnection connection, string sql, IEnumerable<KeyValuePair<string, object?>> values)
    {
        var command = connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in values)
        {
            var stored = value is IReadOnlyDictionary<string, object?> fields ? JsonFields.Write(fields) : value;
            command.Parameters.AddWithValue("$" + name, stored ?? DBNull.Value);
        }

        return command;
    }

    /// <summary>Reads row by row, on demand. All rows share one dictionary, which the next row overwrites.</summary>
    public static IEnumerable<IReadOnlyDictionary<string, object?>> Rows(SqliteCommand command, CancellationToken cancellationToken)
    {
        using var reader = command.ExecuteReader();
        // Read once, because each call of GetName allocates a new string.
        string[] names = [.. Enumerable.Range(0, reader.FieldCount).Select(reader.GetName)];
        var fields = new Dictionary<string, object?>(names.Length);
        while (reader.Read())
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var index = 0; index < names.Length; index++)
                fields[names[index]] = reader.GetValue(index);
            yield return fields;
        }
    }
}
