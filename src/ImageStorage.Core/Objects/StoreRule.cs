namespace ImageStorage.Objects;

/// <summary>The checks that every store makes before it changes anything.</summary>
internal static class StoreRule
{
    public static void CheckUpload(ObjectUpload upload) => CheckSize(upload.Key, upload.Data.Length);

    public static void CheckSize(ObjectKey key, long sizeBytes)
    {
        if (sizeBytes > ImageLimits.MaxBytes)
        {
            throw new ImageStorageException(
                ImageStorageError.ImageTooLarge,
                $"The image '{key}' has {sizeBytes:N0} bytes; at most {ImageLimits.MaxBytes:N0} are accepted. Make it smaller first.");
        }
    }

    public static ImageStorageException NotFound(ObjectKey key, string where, Exception? innerException = null) =>
        new(ImageStorageError.ImageNotFound, $"There is no image '{key}' in {where}.", innerException);

    public static ImageStorageException AlreadyExists(ObjectKey key, string where) => new(
        ImageStorageError.ImageAlreadyExists,
        $"Another image is stored as '{key}' in {where}. Use -Force to replace it, or choose another assignment id.");
}
