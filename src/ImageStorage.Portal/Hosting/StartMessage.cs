using ImageStorage.Portal.Configuration;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Hosting;

/// <summary>Writes to the console where the portal answers, which stores it uses, and, when embedded, the API's tokens.</summary>
internal sealed class StartMessage(
    IServer server, ImageStorageConfiguration configuration, IOptions<PortalOptions> options, IServiceProvider services, TextWriter console) : IHostedLifecycleService
{
    public async Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var address in server.Features.Get<IServerAddressesFeature>()?.Addresses ?? [])
            await console.WriteLineAsync($"ImageStorage answers on {address}");
        await console.WriteLineAsync($"Pictures: {Pictures}. Records: {Records}.");
        if (services.GetService<EmbeddedTokens>() is { } embedded)
            await TellTokensAsync(embedded.Tokens, cancellationToken);
    }

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private string Pictures => configuration.S3BucketName is { } bucket ? $"the bucket '{bucket}'" : $"the folder '{configuration.Home}'";

    private string Records => configuration switch
    {
        { MongoUri: not null } => $"MongoDB, database '{configuration.MongoDatabase}'",
        { DynamoDBTableName: { } table } => $"the DynamoDB table '{table}'",
        _ => $"SQLite in '{configuration.Home}'",
    };

    /// <summary>Tokens from the settings are known already and are not printed.</summary>
    private async Task TellTokensAsync(IReadOnlyList<EmbeddedToken> tokens, CancellationToken cancellationToken)
    {
        if (options.Value.TokenFile is { } path)
        {
            await TokenFile.WriteAsync(path, tokens, cancellationToken);
            await console.WriteLineAsync($"The API's tokens are in '{path}'.");
        }
        else if (options.Value.ApiTokens is null)
        {
            await console.WriteLineAsync("The API's tokens, until the portal ends:");
            foreach (var token in tokens)
                await console.WriteLineAsync($"  {token.Role,-8} {token.Value}");
        }
    }
}
