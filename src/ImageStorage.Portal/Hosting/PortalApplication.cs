using ImageStorage.Portal.Creation;
using ImageStorage.Portal.Pictures;
using ImageStorage.Portal.Security;

namespace ImageStorage.Portal.Hosting;

/// <summary>Builds and runs the portal; tests start the same application on a port of their own.</summary>
internal static class PortalApplication
{
    /// <summary>Composes the portal; nothing listens yet.</summary>
    /// <param name="args">The command line: <c>--urls</c>, <c>--Portal:Authority</c>, <c>--S3_BUCKET_NAME</c>, ...</param>
    /// <param name="configure">Changes the composition in a test.</param>
    public static WebApplication Create(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions
        {
            Args = args,
            ApplicationName = typeof(PortalApplication).Assembly.GetName().Name,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.AddHosting();
        builder.AddStores();
        builder.AddSecurity();
        builder.Services.AddPages();
        builder.Services.AddPictures();
        builder.Services.AddCreation();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseExceptionHandler("/Error");
        app.UseStatusCodePagesWithReExecute("/Error", "?code={0}");
        app.UseStaticFiles();
        app.UseRouting();
        app.UseAuthentication();
        app.UseAuthorization();
        app.MapRazorPages();
        app.MapPictures();
        return app;
    }

    /// <summary>Runs the portal until it is told to stop.</summary>
    /// <returns>The process's exit code.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        await using var app = Create(args);
        await app.RunAsync();
        return 0;
    }
}
