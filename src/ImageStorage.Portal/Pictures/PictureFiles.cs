using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;

namespace ImageStorage.Portal.Pictures;

/// <summary>
/// Finds the file of a picture: the embedded store's own, or a local copy of S3's. What has been found is remembered by the version in its
/// URL, so that serving it again costs a look at the file system and nothing else.
/// </summary>
internal sealed class PictureFiles(IImageStorage storage, ImageStorageConfiguration configuration) : IDisposable
{
    // Entries are some hundred bytes; the pictures themselves stay on disk.
    private const int MaxRemembered = 50_000;

    // Keeps a page full of missing pictures from asking the stores again and again.
    private static readonly TimeSpan MissingFor = TimeSpan.FromSeconds(2);

    private readonly MemoryCache _found = new(new MemoryCacheOptions { SizeLimit = MaxRemembered });
    private readonly MemoryCache _missing = new(new MemoryCacheOptions { SizeLimit = MaxRemembered });
    private volatile string? _placeholder;

    /// <summary>The file of an assignment's picture; null when there is none.</summary>
    /// <param name="assignmentId">A valid assignment id.</param>
    /// <param name="version">The version in the URL; null for whatever is current.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <exception cref="ImageStorageException">The storage errors.</exception>
    public async Task<PictureFile?> FindAsync(string assignmentId, string? version, CancellationToken cancellationToken)
    {
        var name = $"{assignmentId}?{version}";
        if (_found.TryGetValue(name, out PictureFile? known) && known!.IsCurrent())
            return known;
        if (_missing.TryGetValue(name, out _))
            return null;

        var file = await ResolveAsync(assignmentId, cancellationToken);
        if (file is null)
            Remember(_missing, name, name, MissingFor);
        else if (file.HasVersion(version) || (version is null && configuration.S3BucketName is null))
            Remember(_found, name, file, expiresIn: null);
        return file;
    }

    /// <summary>The file of the picture that stands in for one that cannot be had.</summary>
    /// <param name="assignmentId">A valid assignment id, whose picture is missing.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The file's path; null when there is a picture after all.</returns>
    public async Task<string?> PlaceholderAsync(string assignmentId, CancellationToken cancellationToken)
    {
        if (_placeholder is { } path && File.Exists(path))
            return path;

        var received = await storage.Images.ReceiveAsync(ObjectKey.For(assignmentId), outputPath: null, cancellationToken);
        return received.IsPlaceholder ? _placeholder = received.Path : null;
    }

    public void Dispose()
    {
        _found.Dispose();
        _missing.Dispose();
    }

    private async Task<PictureFile?> ResolveAsync(string assignmentId, CancellationToken cancellationToken)
    {
        try
        {
            var assignment = await storage.Assignments.GetAsync(assignmentId, cancellationToken);
            if (!ObjectKey.TryParse(assignment.S3ImageKey, out var key))
                return null;
            return await PathAsync(assignment, cancellationToken) is { } path ? await DescribeAsync(path, key.Format, cancellationToken) : null;
        }
        catch (ImageStorageException exception) when (exception.Error is ImageStorageError.AssignmentNotFound or ImageStorageError.ImageNotFound)
        {
            return null;
        }
    }

    private async Task<string?> PathAsync(Assignment assignment, CancellationToken cancellationToken)
    {
        if (configuration.S3BucketName is null)
        {
            var url = await storage.Images.GetUrlAsync(assignment.S3ImageKey, assignment.ImageMetadata?.Sha256, presignedFor: null, cancellationToken);
            return url.LocalPath;
        }

        var received = await storage.Images.ReceiveAsync(assignment.S3ImageKey, outputPath: null, cancellationToken);
        return received switch
        {
            { IsPlaceholder: false } => received.Path,
            { Error: { } error and not ImageStorageError.ImageNotFound } =>
                throw new ImageStorageException(error, received.Reason ?? "") { CorrelationId = received.CorrelationId },
            _ => null,
        };
    }

    private static async Task<PictureFile?> DescribeAsync(string path, ImageFormat format, CancellationToken cancellationToken)
    {
        // Looked at before the content: what is written between the two is seen as another file the next time.
        if (new FileInfo(path) is not { Exists: true } file)
            return null;

        await using var content = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.Asynchronous | FileOptions.SequentialScan);
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        return new PictureFile(path, format.ContentType(), sha256, file.Length, file.LastWriteTimeUtc);
    }

    private static void Remember<T>(MemoryCache cache, string name, T value, TimeSpan? expiresIn) =>
        cache.Set(name, value, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = expiresIn });
}
