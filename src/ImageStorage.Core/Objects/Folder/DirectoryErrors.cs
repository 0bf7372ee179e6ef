namespace ImageStorage.Objects.Folder;

/// <summary>Turns what the file system throws into the core's own errors.</summary>
internal static class DirectoryErrors
{
    private const int NoSpaceLeft = 28;
    private const int DiskQuotaExceeded = 122;
    private const int ReadOnlyFileSystem = 30;
    private const int LinuxWouldBlock = 11;
    private const int AppleWouldBlock = 35;

    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int WindowsLockViolation = unchecked((int)0x80070021);
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsHandleDiskFull = unchecked((int)0x80070027);
    private const int WindowsWriteProtected = unchecked((int)0x80070013);

    /// <summary>True when another process has the file open and will close it.</summary>
    /// <param name="exception">What opening or moving the file threw.</param>
    public static bool IsInUse(IOException exception) => OperatingSystem.IsWindows()
        ? exception.HResult is WindowsSharingViolation or WindowsLockViolation
        : exception.HResult == (OperatingSystem.IsLinux() ? LinuxWouldBlock : AppleWouldBlock);

    public static ImageStorageException From(Exception exception, string doing, string key, string root) => exception switch
    {
        ImageStorageException known => known,
        UnauthorizedAccessException => Denied(exception, doing, key, root),
        IOException { HResult: ReadOnlyFileSystem or WindowsWriteProtected } => Denied(exception, doing, key, root),
        IOException { HResult: NoSpaceLeft or DiskQuotaExceeded or WindowsDiskFull or WindowsHandleDiskFull } => Failed(
            $"There is no space left in '{root}' to {doing} '{key}'. Free some space and try again.", exception, transient: false),
        IOException io when IsInUse(io) => Failed(
            $"'{key}' in '{root}' is in use by another program. Try again.", exception, transient: true),
        _ => Failed($"It was not possible to {doing} '{key}' in '{root}'. Check the disk and the folder.", exception, transient: false),
    };

    private static ImageStorageException Denied(Exception exception, string doing, string key, string root) => new(
        ImageStorageError.StorageAccessDenied,
        $"You are not allowed to {doing} '{key}' in '{root}'. Check the folder's permissions, or set {SettingName.Home} to a folder of your own.",
        exception)
    {
        LogDetail = exception.Message,
    };

    private static ImageStorageException Failed(string message, Exception exception, bool transient) =>
        new(ImageStorageError.StorageUnavailable, message, exception) { IsTransient = transient, LogDetail = exception.Message };
}
