namespace ImageStorage.Portal.Security;

/// <summary>Tells browsers what a page may do: its own scripts, styles and forms, pictures also from where they are stored.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, ImageStorageConfiguration configuration)
{
    private readonly string _policy = string.Join("; ",
    [
        "default-src 'none'",
        // A picture that was chosen for upload is shown before it is sent.
        string.Join(' ', ["img-src 'self' blob:", .. PictureSources(configuration)]),
        "script-src 'self'",
        "style-src 'self'",
        "connect-src 'self'",
        "font-src 'self'",
        "manifest-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]);

    public Task InvokeAsync(HttpContext context)
    {
        var headers = context.Response.Headers;
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        return next(context);
    }

    private static IEnumerable<string> PictureSources(ImageStorageConfiguration configuration)
    {
        if (configuration.CloudFrontDomain is { } domain)
            yield return $"https://{domain}";
        if (configuration.S3EndpointUrl is { } endpoint)
            yield return endpoint.GetLeftPart(UriPartial.Authority);
        else if (configuration is { S3BucketName: { } bucket, CloudFrontDomain: null })
            yield return $"https://{bucket}.s3.{configuration.AwsRegion}.amazonaws.com";
    }
}
