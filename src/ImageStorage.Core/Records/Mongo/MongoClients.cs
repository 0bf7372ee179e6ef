using System.Text;
using MongoDB.Driver;

namespace ImageStorage.Records.Mongo;

/// <summary>Creates a client from a connection string. It does not connect yet, but looks up the servers of mongodb+srv in DNS.</summary>
internal static class MongoClients
{
    // A lone surrogate becomes U+FFFD, as in every other store; the driver's default encoding would throw.
    private static readonly UTF8Encoding Lenient = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: false);

    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ConfigurationInvalid"/>, without any part of the connection string.
    /// </exception>
    public static async Task<MongoClient> CreateAsync(string uri, MongoOptions options, CancellationToken cancellationToken)
    {
        // In a task, because the driver's asynchronous method would stop it from discovering servers that are added later.
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

        // A reported success must survive the loss of the primary server, so the write concern of the connection string is overridden. Its other
        // options are kept, including retryWrites, which some MongoDB-compatible services do not support.
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
