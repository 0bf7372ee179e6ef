using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ImageStorage.Records.Sqlite;

/// <summary>Turns what SQLite reports into the core's errors.</summary>
internal static class SqliteErrors
{
    public static bool IsBusy(SqliteException exception) => exception.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    public static bool IsDuplicate(SqliteException exception) =>
        exception.SqliteExtendedErrorCode is raw.SQLITE_CONSTRAINT_PRIMARYKEY or raw.SQLITE_CONSTRAINT_UNIQUE;

    public static ImageStorageException Translate(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(
            ImageStorageError.StorageUnavailable,
            $"Another process kept the records file {path} locked for too long. Try again.",
            exception)
        { IsTransient = true },
        raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => AccessDenied(exception, path),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new(
            ImageStorageError.StorageUnavailable,
            $"The records file {path} is damaged or is no SQLite file. Put back a copy of it, or save what can be read with "
            + "sqlite3's .recover; or move it away, and a new one is made.",
            exception),
        raw.SQLITE_FULL => new(
            ImageStorageError.StorageUnavailable,
            $"There is no room left on the disk for the records file {path}. Nothing was written; make room and try again.",
            exception),
        _ => new(
            ImageStorageError.StorageUnavailable,
            $"The records file {path} could not be used. The log tells what SQLite reported.",
            exception)
        { LogDetail = exception.Message },
    };

    public static ImageStorageException AccessDenied(Exception exception, string path) => new(
        ImageStorageError.StorageAccessDenied,
        $"The records file {path} cannot be opened, or not be written. Look at its permissions and its folder's, or set "
        + $"{SettingName.Home} to another folder.",
        exception)
    { LogDetail = exception.Message };
}
