using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace ImageStorage.Records.Sqlite;

/// <summary>Translates SQLite's errors into the core's errors.</summary>
internal static class SqliteErrors
{
    public static bool IsBusy(SqliteException exception) => exception.SqliteErrorCode is raw.SQLITE_BUSY or raw.SQLITE_LOCKED;

    public static bool IsDuplicate(SqliteException exception) =>
        exception.SqliteExtendedErrorCode is raw.SQLITE_CONSTRAINT_PRIMARYKEY or raw.SQLITE_CONSTRAINT_UNIQUE;

    public static ImageStorageException Translate(SqliteException exception, string path) => exception.SqliteErrorCode switch
    {
        raw.SQLITE_BUSY or raw.SQLITE_LOCKED => new(
            ImageStorageError.StorageUnavailable,
            $"Another process kept the records file {path} locked for too long. Try again; if it happens again, close programs that have it open.",
            exception)
        { IsTransient = true },
        raw.SQLITE_CANTOPEN or raw.SQLITE_READONLY or raw.SQLITE_PERM or raw.SQLITE_AUTH => AccessDenied(exception, path),
        raw.SQLITE_CORRUPT or raw.SQLITE_NOTADB => new(
            ImageStorageError.StorageUnavailable,
            $"The records file {path} is damaged or is not a SQLite file. Restore it from a backup, save its records with sqlite3's .recover, "
            + "or move it away to start with an empty one.",
            exception),
        raw.SQLITE_FULL => new(
            ImageStorageError.StorageUnavailable,
            $"The disk of the records file {path} is full. Nothing was written; free some space and try again.",
            exception),
        _ => new(
            ImageStorageError.StorageUnavailable,
            $"The records file {path} could not be used. See the log for SQLite's error.",
            exception)
        { LogDetail = exception.Message },
    };

    public static ImageStorageException AccessDenied(Exception exception, string path) => new(
        ImageStorageError.StorageAccessDenied,
        $"The records file {path} cannot be opened or written. Check the permissions of the file and its folder, or set "
        + $"{SettingName.Home} to another folder.",
        exception)
    { LogDetail = exception.Message };
}
