using System.Text.RegularExpressions;
using ImageStorage.Records.Sqlite;
using Microsoft.Data.Sqlite;

namespace ImageStorage.Infrastructure.Checks;

/// <summary>The indexes of the embedded file. One that is not there yet gets them with its first record.</summary>
internal sealed partial class SqliteRecordIndexes(string path) : IRecordIndexes
{
    public IReadOnlyList<string> Expected { get; } =
        [.. SqliteMigrations.Steps.SelectMany(step => CreateIndex().Matches(step)).Select(match => match.Groups[1].Value)];

    public Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken) => Task.Run(Find, cancellationToken);

    private IReadOnlyList<string> Find()
    {
        if (!File.Exists(path))
            return Expected;

        try
        {
            var source = new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadOnly, Pooling = false };
            using var connection = new SqliteConnection(source.ToString());
            connection.Open();
            using var command = connection.CreateCommand();
            command.CommandText = "SELECT name FROM sqlite_master WHERE type = 'index'";
            using var reader = command.ExecuteReader();
            var names = new List<string>();
            while (reader.Read())
                names.Add(reader.GetString(0));
            return names;
        }
        catch (SqliteException exception)
        {
            throw SqliteErrors.Translate(exception, path);
        }
    }

    [GeneratedRegex(@"CREATE (?:UNIQUE )?INDEX (\w+)", RegexOptions.CultureInvariant)]
    private static partial Regex CreateIndex();
}
