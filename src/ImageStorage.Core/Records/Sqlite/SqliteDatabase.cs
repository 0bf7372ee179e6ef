using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ImageStorage.Records.Sqlite;

/// <summary>
/// One SQLite file that several processes use at once: opens it, migrates its schema, and runs reads and write transactions
/// in tasks, because SQLite itself is synchronous.
/// </summary>
internal sealed class SqliteDatabase(string path) : IDisposable
{
    /// <summary>How long to wait for a lock of another process.</summary>
    public static readonly TimeSpan BusyTimeout = TimeSpan.FromSeconds(5);

    // SQLite cannot be cancelled while it waits for a lock, so it waits in slices, between which the token is checked.
    private const int BusySliceMilliseconds = 100;

    private readonly string _connectionString = new SqliteConnectionStringBuilder
    {
        DataSource = path,
        Mode = SqliteOpenMode.ReadWriteCreate,
        Pooling = true,
        DefaultTimeout = 1,
    }.ToString();

    // Writers of this process queue here, fairly and without blocking threads, while SQLite's own lock is polled.
    private readonly SemaphoreSlim _writer = new(1);
    private volatile bool _current;

    /// <summary>The file's full path.</summary>
    public string Path => path;

    /// <summary>Reads; returns <paramref name="whenMissing"/> before the first write, because reading does not create the file.</summary>
    public Task<T> ReadAsync<T>(T whenMissing, Func<SqliteConnection, T> body, CancellationToken cancellationToken) =>
        Task.Run(
            () => Run(
                () =>
                {
                    if (!Exists())
                        return whenMissing;

                    using var connection = Open();
                    return body(connection);
                },
                cancellationToken),
            cancellationToken);

    /// <summary>
    /// Runs a transaction that has the write lock from its beginning. The body must have no other effects: it runs again when the file was locked.
    /// </summary>
    public Task<T> WriteAsync<T>(Func<SqliteConnection, T> body, CancellationToken cancellationToken) =>
        WriteAsync(
            () =>
            {
                using var connection = Open();
                return InTransaction(connection, () => body(connection), cancellationToken);
            },
            cancellationToken);

    /// <summary>As <see cref="WriteAsync{T}(Func{SqliteConnection, T}, CancellationToken)"/>, but never creates the file.</summary>
    public Task<T> WriteExistingAsync<T>(T whenMissing, Func<SqliteConnection, T> body, CancellationToken cancellationToken) =>
        WriteAsync(
            () =>
            {
                if (!Exists())
                    return whenMissing;

                using var connection = Open();
                return InTransaction(connection, () => body(connection), cancellationToken);
            },
            cancellationToken);

    public void Dispose()
    {
        ClearPool();
        _writer.Dispose();
    }

    private async Task<T> WriteAsync<T>(Func<T> body, CancellationToken cancellationToken)
    {
        await _writer.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            return await Task.Run(() => Run(body, cancellationToken), cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            _writer.Release();
        }
    }

    private T Run<T>(Func<T> body, CancellationToken cancellationToken)
    {
        var started = Stopwatch.GetTimestamp();
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                return body();
            }
            catch (SqliteException exception) when (SqliteErrors.IsBusy(exception) && Stopwatch.GetElapsedTime(started) < BusyTimeout)
            {
            }
            catch (SqliteException exception)
            {
                throw SqliteErrors.Translate(exception, path);
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                throw SqliteErrors.AccessDenied(exception, path);
            }
        }
    }

    private SqliteConnection Open()
    {
        if (!Exists())
        {
            // Pooled connections would keep using the deleted file.
            _current = false;
            ClearPool();
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        }

        var connection = new SqliteConnection(_connectionString);
        try
        {
            connection.Open();
            Check(connection, raw.sqlite3_busy_timeout(connection.Handle, BusySliceMilliseconds));

            // FULL, not NORMAL, which may lose the last commits in a power cut in WAL mode: a lost removal would leave a record that names a
            // deleted object, and a reported success would be pending again. It costs one sync for each write.
            Execute(connection, "PRAGMA synchronous = FULL");
            if (!_current)
                Migrate(connection);
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    private void Migrate(SqliteConnection connection)
    {
        Execute(connection, "PRAGMA journal_mode = WAL");
        connection.CreateFunction<string, string, string>("generation_key", Assignment.GenerationKeyOf, isDeterministic: true);
        while (Version(connection) < SqliteMigrations.Steps.Count)
        {
            InTransaction(
                connection,
                () =>
                {
                    // Read again under the lock: another process may have run the step meanwhile.
                    var version = Version(connection);
                    if (version < SqliteMigrations.Steps.Count)
                        Execute(connection, $"{SqliteMigrations.Steps[version]} PRAGMA user_version = {version + 1}");
                    return version;
                },
                CancellationToken.None);
        }

        if (Version(connection) > SqliteMigrations.Steps.Count)
        {
            throw new ImageStorageException(
                ImageStorageError.ConfigurationInvalid,
                $"The records file {path} was written by a newer version of this module. Update the module, or set "
                + $"{SettingName.Home} to another folder.");
        }

        _current = true;
    }

    private static int Version(SqliteConnection connection)
    {
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA user_version";
        return Convert.ToInt32(command.ExecuteScalar(), CultureInfo.InvariantCulture);
    }

    private static T InTransaction<T>(SqliteConnection connection, Func<T> body, CancellationToken cancellationToken)
    {
        // Not SqliteConnection.BeginTransaction, which sleeps for a second while SQLite itself polls within milliseconds.
        Execute(connection, "BEGIN IMMEDIATE");
        try
        {
            var result = body();
            cancellationToken.ThrowIfCancellationRequested();
            Execute(connection, "COMMIT");
            return result;
        }
        catch
        {
            // The result is ignored, because after some errors SQLite has rolled back already and refuses to do it again.
            _ = raw.sqlite3_exec(connection.Handle, "ROLLBACK");
            throw;
        }
    }

    private static void Execute(SqliteConnection connection, string sql) =>
        Check(connection, raw.sqlite3_exec(connection.Handle, sql));

    private static void Check(SqliteConnection connection, int code) => SqliteException.ThrowExceptionForRC(code, connection.Handle);

    /// <summary>True when the file exists. A file without access is an error, because it must not be taken for an empty store.</summary>
    private bool Exists()
    {
        if (File.Exists(path))
            return true;

        try
        {
            _ = File.GetAttributes(path);
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    private void ClearPool()
    {
        using var connection = new SqliteConnection(_connectionString);
        SqliteConnection.ClearPool(connection);
    }
}
