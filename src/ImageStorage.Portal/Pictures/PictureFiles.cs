using System.Security.Cryptography;
using Microsoft.Extensions.Caching.Memory;

namespace ImageStorage.Portal.Pictures;

/// <summary>
/// Finds the file of a picture: the embedded store's own, or a local copy of the S3 object. Results are cached by the version in the URL, so
/// that serving a picture again costs only a file system check.
/// </summary>
internal sealed class PictureFiles(IImageStorage storage, ImageStorageConfiguration configuration) : IDisposable
{
    // An entry takes some hundred bytes, because the pictures themselves stay on disk.
    private const int MaxEntries = 50_000;

    // Limits how often a page of missing pictures queries the stores.
    private static readonly TimeSpan MissingLifetime = TimeSpan.FromSeconds(2);

    private readonly MemoryCache _found = new(new MemoryCacheOptions { SizeLimit = MaxEntries });
    private readonly MemoryCache _missing = new(new MemoryCacheOptions { SizeLimit = MaxEntries });
    private volatile string? _placeholder;

    /// <summary>The file of an assignment's picture; null when there is none.</summary>
    /// <param name="assignmentId">A valid assignment id.</param>
    /// <param name="version">The version in the URL; null for the current picture.</param>
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
            Cache(_missing, name, name, MissingLifetime);
        else if (file.HasVersion(version) || (version is null && configuration.S3BucketName is null))
            Cache(_found, name, file, expiresIn: null);
        return file;
    }

    /// <summary>The file of the placeholder for a missing picture.</summary>
    /// <param name="assignmentId">A valid assignment id, whose picture is missing.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>The file's path; null when the picture exists after all.</returns>
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
            var url = await storage.Images.GetUrlAsync(
                assignment.S3ImageKey, assignment.ImageMetadata?.Sha256, presignedFor: null, cancellationToken);
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
        // Read before the content, so that a write in between is noticed by IsCurrent.
        if (new FileInfo(path) is not { Exists: true } file)
            return null;

        await using var content = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0,
            FileOptions.Asynchronous | FileOptions.SequentialScan);
        var sha256 = Convert.ToHexStringLower(await SHA256.HashDataAsync(content, cancellationToken));
        return new PictureFile(path, format.ContentType(), sha256, file.Length, file.LastWriteTimeUtc);
    }

    private static void Cache<T>(MemoryCache cache, string name, T value, TimeSpan? expiresIn) =>
        cache.Set(name, value, new MemoryCacheEntryOptions { Size = 1, AbsoluteExpirationRelativeToNow = expiresIn });
}
