namespace ImageStorage.Portal.Pictures;

/// <summary>A picture file on this machine.</summary>
/// <param name="Path">The file.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="Sha256">SHA-256 of its bytes in lowercase hex.</param>
/// <param name="SizeBytes">Its size when it was hashed.</param>
/// <param name="LastWritten">Its last write time when it was hashed.</param>
internal sealed record PictureFile(string Path, string ContentType, string Sha256, long SizeBytes, DateTime LastWritten)
{
    /// <summary>True when the file's size and last write time have not changed.</summary>
    public bool IsCurrent() =>
        new FileInfo(Path) is { Exists: true } file && file.Length == SizeBytes && file.LastWriteTimeUtc == LastWritten;

    /// <summary>True when a URL with this version names these bytes.</summary>
    /// <param name="version">The first digits of a hash, from a URL.</param>
    public bool HasVersion(string? version) =>
        version is { Length: PictureUrl.VersionDigits } && Sha256.StartsWith(version, StringComparison.OrdinalIgnoreCase);
}
