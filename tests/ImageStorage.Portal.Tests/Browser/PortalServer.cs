using ImageStorage.Portal.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace ImageStorage.Portal.Browser;

/// <summary>The portal on a free port of this machine, with stores of its own that are gone afterwards.</summary>
internal sealed class PortalServer : IAsyncDisposable
{
    private readonly DirectoryInfo _home;
    private readonly WebApplication _app;

    private PortalServer(DirectoryInfo home, WebApplication app) => (_home, _app) = (home, app);

    /// <summary>Where browsers find it.</summary>
    public Uri Address => new(_app.Urls.Single());

    /// <summary>The same stores, without the portal before them.</summary>
    public IImageStorage Storage => _app.Services.GetRequiredService<IImageStorage>();

    /// <summary>What it is composed of.</summary>
    public IServiceProvider Services => _app.Services;

    /// <summary>The folder of its stores.</summary>
    public string Home => _home.FullName;

    /// <summary>Starts it.</summary>
    /// <param name="settings">Further settings, as on the command line: <c>--IMAGE_MODEL_ID=...</c></param>
    public static Task<PortalServer> StartAsync(params string[] settings) => StartAsync(_ => { }, settings);

    /// <summary>Starts it with another composition.</summary>
    /// <param name="configure">Changes the composition.</param>
    /// <param name="settings">Further settings.</param>
    public static async Task<PortalServer> StartAsync(Action<WebApplicationBuilder> configure, params string[] settings)
    {
        var home = Directory.CreateTempSubdirectory("imagestorage-portal-");
        var app = PortalApplication.Create(["--urls=http://127.0.0.1:0", $"--{SettingName.Home}={home.FullName}", .. settings], Quiet.Join + configure);
        await app.StartAsync();
        return new PortalServer(home, app);
    }

    /// <summary>An assignment that is there before a test begins.</summary>
    public async Task<AssignmentImage> MakeAsync(string prompt, string teacher = "t-1", params QuestionAnswer[] questions) =>
        await Storage.Assignments.CreateImageAsync(
            new NewImageRequest { Prompt = prompt, TeacherId = teacher, QuestionAnswers = questions }, progress: null, CancellationToken.None);

    /// <summary>Ends it as a signal would; its stores stay until it is disposed.</summary>
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
            // A file is still being written; the system clears its temporary folder.
        }
    }
}
