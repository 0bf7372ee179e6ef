using System.Text;
using MongoDB.Driver;

namespace ImageStorage.Records.Mongo;

/// <summary>Makes a client of a connection string. Nothing is connected yet, but DNS is asked for the servers behind mongodb+srv.</summary>
internal static class MongoClients
{
    // A lone half of a surrogate pair becomes U+FFFD, as in every other store; the driver's own encoding would throw.
    private static readonly UTF8Encoding Lenient = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/>, without a word of the connection string.</exception>
    public static async Task<MongoClient> CreateAsync(string uri, MongoOptions options, CancellationToken cancellationToken)
    {
        // The driver has no asynchronous way that would leave it looking for servers that are added later.
        var client = Task.Run(() => Readable(() => new MongoClient(Settings(new MongoUrl(uri), options))), cancellationToken);
        return await client.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    private static MongoClientSettings Settings(MongoUrl url, MongoOptions options)
    {
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

    private static T Readable<T>(Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is MongoConfigurationException or ArgumentException or FormatException
            or NotSupportedException or InvalidOperationException)
        {
            throw MongoErrors.UnreadableUri(exception);
        }
    }
}
