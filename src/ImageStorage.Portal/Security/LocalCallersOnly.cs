using ImageStorage.Portal.Configuration;

namespace ImageStorage.Portal.Security;

/// <summary>Where people choose their role themselves, only this machine's people may: once more, request by request, after proxies were heard.</summary>
internal sealed class LocalCallersOnly(RequestDelegate next)
{
    private const string Refusal = "Without Portal:Authority the portal answers this machine only, and this request comes from elsewhere or through a proxy.\n";

    public Task InvokeAsync(HttpContext context)
    {
        if (Loopback.IsCaller(context))
            return next(context);

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        context.Response.ContentType = "text/plain; charset=utf-8";
        return context.Response.WriteAsync(Refusal, context.RequestAborted);
    }
}
