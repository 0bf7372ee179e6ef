using ImageStorage.Portal.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ImageStorage.Portal.Browser;

/// <summary>The portal on a free local port, with temporary stores.</summary>
internal sealed class PortalServer : IAsyncDisposable
{
    private readonly DirectoryInfo _home;
    private readonly WebApplication _app;

    private PortalServer(DirectoryInfo home, WebApplication app) => (_home, _app) = (home, app);

    /// <summary>The base address.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>Direct access to the portal's stores.</summary>
    public IImageStorage Storage => _app.Services.GetRequiredService<IImageStorage>();

    /// <summary>The portal's services.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The folder of the stores.</summary>
    public string Home => _home.FullName;

    /// <summary>Starts a portal.</summary>
    /// <param name="settings">Command-line settings: <c>--IMAGE_MODEL_ID=...</c></param>
    public static Task<PortalServer> StartAsync(params string[] settings) => StartAsync(_ => { }, settings);

    /// <summary>Starts a portal with changed services.</summary>
    /// <param name="configure">Changes the builder.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<PortalServer> StartAsync(Action<WebApplicationBuilder> configure, params string[] settings)
    {
        var home = Directory.CreateTempSubdirectory("imagestorage-portal-");
        var app = PortalApplication.Create(
            ["--urls=http://127.0.0.1:0", $"--{SettingName.Home}={home.FullName}", .. settings], Quiet.Join + configure);
        await app.StartAsync();
        return new PortalServer(home, app);
    }

    /// <summary>Creates an assignment with a picture.</summary>
    public async Task<AssignmentImage> MakeAsync(string prompt, string teacher = "t-1", params QuestionAnswer[] questions) =>
        await Storage.Assignments.CreateImageAsync(
            new NewImageRequest { Prompt = prompt, TeacherId = teacher, QuestionAnswers = questions }, progress: null, CancellationToken.None);

    /// <summary>Stops the portal as a signal would. The stores are kept until it is disposed.</summary>
    public Task StopAsync() => _app.StopAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        try
        {
            _home.Delete(recursive: true);
        }
        catch (IOException)
        {
            // A file is still being written, so the folder is left to the system's cleanup of temporary files.
        }
    }
}
