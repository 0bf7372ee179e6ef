using ImageStorage.Portal.Configuration;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Security;

/// <summary>Sets the headers that limit what a page may load: its own scripts, styles and forms, and pictures also from their store.</summary>
internal sealed class SecurityHeaders(RequestDelegate next, ImageStorageConfiguration configuration, IOptions<PortalOptions> portal)
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
        // Signing out goes on at the provider.
        string.Join(' ', ["form-action 'self'", .. portal.Value.Authority is { } authority ? [authority.GetLeftPart(UriPartial.Authority)] : Array.Empty<string>()]),
        "base-uri 'none'",
        "frame-ancestors 'none'",
    ]);

    public Task InvokeAsync(HttpContext context)
    {
        // At the last moment: an error's page begins with no headers at all.
        context.Response.OnStarting(() => AddAsync(context.Response.Headers, context.Request.Path));
        return next(context);
    }

    private Task AddAsync(IHeaderDictionary headers, PathString path)
    {
        headers.ContentSecurityPolicy = _policy;
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=()";
        if (path.StartsWithSegments(PortalPaths.Api))
            headers.CacheControl = "no-store";
        return Task.CompletedTask;
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
