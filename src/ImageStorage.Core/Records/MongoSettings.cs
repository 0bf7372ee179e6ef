using System.Text;
using MongoDB.Driver;

namespace ImageStorage.Records;

/// <summary>Makes the driver's settings of a connection string.</summary>
internal static class MongoSettings
{
    // A lone half of a surrogate pair becomes U+FFFD, as in every other store; the driver's own encoding would throw.
    private static readonly UTF8Encoding Lenient = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/>, without a word of the connection string.</exception>
    public static async Task<MongoClientSettings> FromAsync(string uri, MongoOptions options, CancellationToken cancellationToken)
    {
        MongoUrl url;
        try
        {
            url = new MongoUrl(uri);
        }
        catch (Exception exception) when (exception is MongoConfigurationException or ArgumentException or FormatException)
        {
            throw MongoErrors.UnreadableUri(exception);
        }

        // Asks DNS for the servers behind mongodb+srv, and does nothing otherwise.
        if (!url.IsResolved)
            url = await url.ResolveAsync(resolveHosts: url.DirectConnection, cancellationToken).ConfigureAwait(false);
        var settings = MongoClientSettings.FromUrl(url);
        if (settings.ServerSelectionTimeout == MongoDefaults.ServerSelectionTimeout)
            settings.ServerSelectionTimeout = options.ServerSelection;
        if (settings.ConnectTimeout == MongoDefaults.ConnectTimeout)
            settings.ConnectTimeout = options.ServerSelection;
        if (settings.SocketTimeout == MongoDefaults.SocketTimeout)
            settings.SocketTimeout = options.Answer;

        // A success that was reported must outlive the server that took it, whatever the connection string says. The rest is left to
        // it, also retryWrites, which some services that are compatible with MongoDB cannot do.
        settings.WriteConcern = settings.WriteConcern.With(w: WriteConcern.WMajority.W);
        settings.ApplicationName ??= Diagnostics.Telemetry.Name;
        settings.WriteEncoding = Lenient;
        settings.ReadEncoding = Lenient;
        return settings;
    }
}
