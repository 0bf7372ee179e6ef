using ImageStorage.Portal.Api;
using ImageStorage.Portal.Creation;
using ImageStorage.Portal.Health;
using ImageStorage.Portal.Pictures;
using ImageStorage.Portal.Security;
using ImageStorage.Portal.Telemetry;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Hosting;

/// <summary>Builds and runs the portal; tests start the same application on a port of their own.</summary>
internal static class PortalApplication
{
    /// <summary>Composes the portal; nothing listens yet.</summary>
    /// <param name="args">The command line: <c>--urls</c>, <c>--Portal:Authority</c>, <c>--S3_BUCKET_NAME</c>, ...</param>
    /// <param name="configure">Changes the composition in a test.</param>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/>.</exception>
    /// <exception cref="OptionsValidationException">A setting of the portal cannot be used.</exception>
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
        builder.Services.AddApi();
        builder.Services.AddPages();
        builder.Services.AddPictures();
        builder.Services.AddCreation();
        builder.Services.AddHealth();
        builder.Services.AddTelemetry();
        configure?.Invoke(builder);

        var app = builder.Build();
        app.UseRequestPipeline();
        app.MapRazorPages();
        app.MapPictures();
        app.MapApi();
        app.MapHealth();
        app.MapTelemetry();
        return app;
    }

    /// <summary>Runs the portal until it is stopped.</summary>
    /// <returns>The process's exit code: 0, or 1 when it must not start like this.</returns>
    public static async Task<int> RunAsync(string[] args)
    {
        try
        {
            await using var app = Create(args);
            await app.RunAsync();
            return 0;
        }
        catch (Exception exception) when (StartFailure.Sentences(exception) is { } sentences)
        {
            foreach (var sentence in sentences)
                await Console.Error.WriteLineAsync(sentence);
            return 1;
        }
    }
}
