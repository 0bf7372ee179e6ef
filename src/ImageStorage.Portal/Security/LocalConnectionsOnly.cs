using ImageStorage.Portal.Configuration;

namespace ImageStorage.Portal.Security;

/// <summary>Where people choose their role themselves, no other machine is even heard: a proxy there could claim to speak for someone here.</summary>
internal sealed class LocalConnectionsOnly(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        if (Loopback.IsAddress(context.Connection.RemoteIpAddress))
            return next(context);

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        return Task.CompletedTask;
    }
}
