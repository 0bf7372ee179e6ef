namespace ImageStorage.Objects;

/// <summary>What the trashes of all stores have in common: names, and when an object is the one that was deleted.</summary>
internal static class TrashRule
{
    /// <summary>What the name of everything in the trash begins with, outside of the pictures that CloudFront may read.</summary>
    public const string Prefix = "trash/";

    /// <summary>What the names of the notes begin with, which the instance role of terraform/ may read and write.</summary>
    public const string NotePrefix = Prefix + "records/";

    /// <summary>How long the embedded store keeps what was deleted; terraform's rule for a bucket has the same by default.</summary>
    public static readonly TimeSpan KeptFor = TimeSpan.FromDays(30);

    public static string Content(string key) => Prefix + key;

    public static string Note(string assignmentId) => $"{NotePrefix}{assignmentId}.json";

    public static bool IsSame(StoredObject one, StoredObject other) => one.SizeBytes == other.SizeBytes
        && (one.Sha256 is not null && other.Sha256 is not null ? one.Sha256 == other.Sha256 : one.ETag == other.ETag);

    public static ImageStorageException Occupied(string key, string where) => new(
        ImageStorageError.ImageAlreadyExists,
        $"Another image is stored as '{key}' in {where}, so the deleted one was not brought back; nothing was changed. "
        + "Decide for one of the two: removing the image that is there replaces the deleted one in the trash.");

    public static ImageStorageException Gone(string key, string where, Exception? innerException = null) => new(
        ImageStorageError.ImageNotFound,
        $"The deleted image '{key}' is not in the trash of {where} any more, so nothing was brought back. "
        + "New-AssignmentImage makes the image again.",
        innerException);
}
