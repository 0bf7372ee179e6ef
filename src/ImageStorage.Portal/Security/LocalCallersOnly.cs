namespace ImageStorage.Portal.Security;

/// <summary>Where people choose their role themselves, only this machine's people may: addresses once more, request by request.</summary>
internal sealed class LocalCallersOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (Loopback.IsAddress(context.Connection.RemoteIpAddress))
            return next(context);

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
