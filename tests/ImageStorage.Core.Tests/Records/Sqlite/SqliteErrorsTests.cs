using Microsoft.Data.Sqlite;

namespace ImageStorage.Records.Sqlite;

public class SqliteErrorsTests
{
    [Theory]
    [InlineData(5, ImageStorageError.StorageUnavailable, true)]
    [InlineData(6, ImageStorageError.StorageUnavailable, true)]
    [InlineData(3, ImageStorageError.StorageAccessDenied, false)]
    [InlineData(8, ImageStorageError.StorageAccessDenied, false)]
    [InlineData(14, ImageStorageError.StorageAccessDenied, false)]
    [InlineData(11, ImageStorageError.StorageUnavailable, false)]
    [InlineData(26, ImageStorageError.StorageUnavailable, false)]
    [InlineData(13, ImageStorageError.StorageUnavailable, false)]
    [InlineData(10, ImageStorageError.StorageUnavailable, false)]
    public void Translate_of_each_code_gives_our_error_with_path_and_cause(int code, ImageStorageError error, bool isTransient)
    {
        var cause = new SqliteException("reported", code);

        var exception = SqliteErrors.Translate(cause, "/data/records.db");

        Assert.Equal((error, isTransient), (exception.Error, exception.IsTransient));
        Assert.Same(cause, exception.InnerException);
        Assert.Contains("/data/records.db", exception.Message, StringComparison.Ordinal);
    }
}
