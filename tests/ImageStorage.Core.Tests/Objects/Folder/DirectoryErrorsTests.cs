namespace ImageStorage.Objects.Folder;

public class DirectoryErrorsTests
{
    public static TheoryData<Exception, ImageStorageError, bool> Failures => new()
    {
        { new UnauthorizedAccessException(), ImageStorageError.StorageAccessDenied, false },
        { new IOException("Read-only file system", OperatingSystem.IsWindows() ? unchecked((int)0x80070013) : 30), ImageStorageError.StorageAccessDenied, false },
        { new IOException("No space left on device", OperatingSystem.IsWindows() ? unchecked((int)0x80070070) : 28), ImageStorageError.StorageUnavailable, false },
        { new IOException("Input/output error", 5), ImageStorageError.StorageUnavailable, false },
    };

    [Theory]
    [MemberData(nameof(Failures))]
    public void From_what_the_file_system_throws_is_its_error(Exception exception, ImageStorageError expected, bool transient)
    {
        var error = DirectoryErrors.From(exception, "store", "generated_images/quiz.webp", "/data");

        Assert.Equal((expected, transient, exception), (error.Error, error.IsTransient, error.InnerException));
    }

    [Fact]
    public void From_a_file_that_another_holds_is_transient()
    {
        using var folder = new TemporaryFolder();
        var path = Path.Combine(folder.Path, "held");
        using var held = new FileStream(path, FileMode.Create, FileAccess.ReadWrite, FileShare.None);
        var exception = Assert.ThrowsAny<IOException>(() => new FileStream(path, FileMode.Open, FileAccess.ReadWrite, FileShare.None));

        Assert.True(DirectoryErrors.From(exception, "store", "generated_images/quiz.webp", folder.Path).IsTransient);
    }
}
