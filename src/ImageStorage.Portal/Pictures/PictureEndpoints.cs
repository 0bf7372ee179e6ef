using Microsoft.Net.Http.Headers;

namespace ImageStorage.Portal.Pictures;

/// <summary>
/// Serves pictures when there is no CloudFront. They need no sign-in, like those of CloudFront. For a missing picture a placeholder image is
/// sent with the error status, because browsers show an image whatever its status is.
/// </summary>
internal static class PictureEndpoints
{
    private const string Immutable = "public, max-age=31536000, immutable";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Adds the services that find the pictures.</summary>
    public static void AddPictures(this IServiceCollection services) => services.AddSingleton<PictureFiles>();

    /// <summary>Adds <c>/pictures/{id}?v=...</c>.</summary>
    public static void MapPictures(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapMethods(PictureUrl.Path + "/{id}", Methods, (Delegate)ServeAsync).AllowAnonymous().ExcludeFromDescription();

    private static async Task ServeAsync(string id, string? v, HttpContext context, PictureFiles files)
    {
        if (!AssignmentId.IsValid(id))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.Headers.XContentTypeOptions = "nosniff";
        try
        {
            if (await files.FindAsync(id, v, context.RequestAborted) is { } file)
            {
                await SendAsync(file, v, context);
                return;
            }
        }
        catch (ImageStorageException)
        {
            // The core has logged the error; the page shows the placeholder.
            await SendPlaceholderAsync(StatusCodes.Status503ServiceUnavailable, id, context, files);
            return;
        }
        catch (FileNotFoundException) when (!context.Response.HasStarted)
        {
            // The picture was replaced between the check and the read; the page has the new URL after a reload.
        }

        await SendPlaceholderAsync(StatusCodes.Status404NotFound, id, context, files);
    }

    private static Task SendAsync(PictureFile file, string? version, HttpContext context)
    {
        context.Response.Headers.CacheControl = file.HasVersion(version) ? Immutable : "no-cache";
        var answer = TypedResults.PhysicalFile(
            file.Path, file.ContentType, lastModified: file.LastWritten,
            entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""), enableRangeProcessing: true);
        return answer.ExecuteAsync(context);
    }

    private static async Task SendPlaceholderAsync(int status, string id, HttpContext context, PictureFiles files)
    {
        var path = await files.PlaceholderAsync(id, context.RequestAborted);
        context.Response.StatusCode = status;
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.XContentTypeOptions = "nosniff";
        if (path is null)
            return;

        context.Response.ContentType = ImageFormat.WebP.ContentType();
        context.Response.ContentLength = new FileInfo(path).Length;
        if (!HttpMethods.IsHead(context.Request.Method))
            await context.Response.SendFileAsync(path, context.RequestAborted);
    }
}
