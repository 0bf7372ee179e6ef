using ImageStorage.Portal.Configuration;
using ImageStorage.Portal.Health;
using ImageStorage.Portal.Security;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Hosting;

/// <summary>The middleware that every request passes, in this order, before its endpoint.</summary>
internal static class RequestPipeline
{
    /// <summary>Adds it.</summary>
    public static void UseRequestPipeline(this WebApplication app)
    {
        var portal = app.Services.GetRequiredService<IOptions<PortalOptions>>().Value;
        app.UseMiddleware<LastAnswer>();
        if (!portal.HasProvider)
            app.UseMiddleware<LocalConnectionsOnly>();
        app.UseForwardedHeaders();
        // A proxy on this machine may speak for someone who is not.
        if (!portal.HasProvider)
            app.UseMiddleware<LocalCallersOnly>();
        app.UseWhen(context => !context.Request.Path.StartsWithSegments(HealthEndpoints.Path), hosts => hosts.UseHostFiltering());
        if (portal.HasProvider)
            app.UseHsts();
        app.UseMiddleware<SecurityHeaders>();
        app.UseWhen(IsForPeople, pages =>
        {
            pages.UseExceptionHandler("/Error");
            pages.UseStatusCodePagesWithReExecute("/Error");
        });
        app.UseWhen(context => !IsForPeople(context), scripts =>
        {
            scripts.UseExceptionHandler();
            scripts.UseStatusCodePages();
        });
        app.UseStaticFiles();
        app.UseRouting();
        app.UseMiddleware<EarlyRefusal>();
        app.UseRequestTimeouts();
        app.UseAuthentication();
        app.UseAuthorization();
    }

    /// <summary>True for pages, whose errors are pages; all else answers problems in JSON.</summary>
    private static bool IsForPeople(HttpContext context) =>
        !context.Request.Path.StartsWithSegments(PortalPaths.Api) && !context.Request.Path.StartsWithSegments(HealthEndpoints.Path);
}
