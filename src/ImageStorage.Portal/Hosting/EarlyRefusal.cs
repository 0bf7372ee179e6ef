using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;

namespace ImageStorage.Portal.Hosting;

/// <summary>Refuses a body by its announced length, before a byte of it is read.</summary>
internal sealed class EarlyRefusal(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        var limit = context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        // The error page is the answer to the same request, so it must not be refused as well.
        if (context.Request.ContentLength is not { } length || limit is null || length <= limit || context.Features.Get<IStatusCodeReExecuteFeature>() is not null)
            return next(context);

        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        // The body is on its way: without this the server would read it to keep the connection.
        context.Response.Headers.Connection = "close";
        return Task.CompletedTask;
    }
}
