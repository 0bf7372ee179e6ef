using Microsoft.AspNetCore.Http.Metadata;

namespace ImageStorage.Portal.Configuration;

/// <summary>Allows an endpoint a body that holds a picture.</summary>
/// <param name="maxUploadBytes">The largest picture, in bytes.</param>
internal sealed class UploadSizeLimit(long maxUploadBytes) : IRequestSizeLimitMetadata
{
    /// <summary>What the other fields of a form and their boundaries may take.</summary>
    public const long FormBytes = 1024 * 1024;

    /// <inheritdoc />
    public long? MaxRequestBodySize => maxUploadBytes + FormBytes;
}
