namespace ImageStorage.Portal.Pictures;

/// <summary>The URL of an assignment's picture.</summary>
internal static class PictureUrl
{
    /// <summary>How many digits of the hash are in a URL, the same as in CloudFront URLs.</summary>
    public const int VersionDigits = 12;

    /// <summary>The path under which this application serves pictures.</summary>
    public const string Path = "/pictures";

    /// <summary>CloudFront's URL when the record has one, else this application's; null without a stored picture.</summary>
    /// <param name="assignment">The record. Other applications write it too, so its values are checked.</param>
    public static string? Of(Assignment assignment)
    {
        if (!assignment.HasImage || assignment.S3UploadStatus != S3UploadStatus.Success)
            return null;
        if (Uri.TryCreate(assignment.CloudFrontUrl, UriKind.Absolute, out var url) && url.Scheme == Uri.UriSchemeHttps)
            return url.AbsoluteUri;

        var version = assignment.ImageMetadata?.Sha256 is { Length: >= VersionDigits } sha256
            ? $"?v={Uri.EscapeDataString(sha256[..VersionDigits])}"
            : "";
        return $"{Path}/{Uri.EscapeDataString(assignment.AssignmentId)}{version}";
    }
}
