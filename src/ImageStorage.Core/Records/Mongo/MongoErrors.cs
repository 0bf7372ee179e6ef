using System.Net.Sockets;
using System.Security.Authentication;
using DnsClient;
using MongoDB.Bson;
using MongoDB.Driver;
using MongoDB.Driver.Core.Clusters;

namespace ImageStorage.Records.Mongo;

/// <summary>Translates the exceptions of the MongoDB driver into the core's errors. The only place that knows MongoDB's error codes.</summary>
internal static class MongoErrors
{
    private const int Unauthorized = 13;
    private const int AuthenticationFailed = 18;
    private const int MaxTimeExpired = 50;
    private const int AtlasError = 8000;
    private const int BsonObjectTooLarge = 10334;
    private const int ResultingDocumentTooLarge = 17419;
    private const int UpdatedDocumentTooLarge = 17420;

    public static bool IsKnown(Exception exception) => exception is MongoException or BsonException or DnsResponseException or TimeoutException
        or IOException or SocketException or AuthenticationException or FormatException or OperationCanceledException;

    public static bool IsDuplicate(Exception exception) =>
        exception is MongoWriteException { WriteError.Category: ServerErrorCategory.DuplicateKey } or MongoDuplicateKeyException;

    /// <summary>True when the server refused a command, unless the refusal is transient.</summary>
    public static bool IsRefusal(Exception exception) =>
        exception is MongoCommandException and not (MongoNotPrimaryException or MongoNodeIsRecoveringException)
        && !((MongoException)exception).HasErrorLabel("RetryableWriteError");

    /// <param name="exception">What the driver threw.</param>
    /// <param name="doing">The operation, for the message: "read the assignment 'x'".</param>
    /// <param name="cluster">The driver's state of the servers; null before a client exists.</param>
    public static ImageStorageException From(Exception exception, string doing, ClusterDescription? cluster)
    {
        var detail = Detail(exception);
        return exception switch
        {
            // The connection string was parsed already, so only the answer of DNS can be wrong.
            MongoConfigurationException => UnknownName(exception),
            TimeoutException when cluster is { Servers.Count: 0 } => UnknownName(cluster.DnsMonitorException ?? exception),
            MongoIncompatibleDriverException => new(
                ImageStorageError.ConfigurationInvalid,
                "The MongoDB server's version is not supported: it is older than 4.4, or newer than this module knows. Update the server or the "
                + $"module, or set {SettingName.MongoUri} to another server.",
                exception)
            { LogDetail = detail },
            MongoAuthenticationException when !IsConnectionLost(exception) => AccessDenied(
                $"MongoDB did not accept the user name and password of {SettingName.MongoUri}. Check both, and its authSource.", exception, detail),
            _ => ByCode(exception, doing, detail) ?? ByTransport(exception, doing, cluster, detail),
        };
    }

    /// <summary>The driver's exception is not kept, because it contains the connection string.</summary>
    public static ImageStorageException UnreadableUri(Exception exception) => new(
        ImageStorageError.ConfigurationInvalid,
        $"{SettingName.MongoUri} is not a valid MongoDB connection string. Check its options, and percent-encode the characters "
        + "/ ? # [ ] @ : and % in the user name and password.")
    {
        LogDetail = exception.GetType().Name,
    };

    private static ImageStorageException? ByCode(Exception exception, string doing, string detail) => Code(exception) switch
    {
        Unauthorized => AccessDenied(
            $"MongoDB does not allow you to {doing}. Ask the database administrator for access.", exception, detail),
        AuthenticationFailed or AtlasError => AccessDenied(
            $"MongoDB did not accept the user name and password of {SettingName.MongoUri}. Check both, and its authSource.", exception, detail),
        BsonObjectTooLarge or ResultingDocumentTooLarge or UpdatedDocumentTooLarge => TooLarge(exception, doing, detail),
        MaxTimeExpired => TimedOut(exception, doing, detail),

        // The driver itself refuses a document that is too large, without an error code.
        null when exception is FormatException or BsonException => exception.Message.Contains("MaxDocumentSize", StringComparison.Ordinal)
            ? TooLarge(exception, doing, detail)
            : new(
                ImageStorageError.StorageUnavailable,
                $"The MongoDB driver could not {doing}: the stored document is not valid. Correct it in the store, or delete it there.",
                exception)
            { LogDetail = detail },
        _ => null,
    };

    private static ImageStorageException ByTransport(Exception exception, string doing, ClusterDescription? cluster, string detail)
    {
        if (exception is OperationCanceledException)
            return TimedOut(exception, doing, detail);

        var selecting = exception is TimeoutException;
        var heartbeat = cluster?.Servers.Select(server => server.HeartbeatException).FirstOrDefault(failure => failure is not null);
        var cause = selecting ? heartbeat : exception;
        var happened = exception switch
        {
            DnsResponseException => "could not be found by its name",
            MongoNotPrimaryException or MongoNodeIsRecoveringException => "has no primary server at the moment",
            MongoWriteConcernException or MongoWriteException { WriteConcernError: not null } =>
                "did not confirm the write by a majority of its servers",
            MongoConnectionException { ContainsTimeoutException: true } => "did not answer in time",
            _ when Find<AuthenticationException>(cause) is not null => "could not be reached: the TLS handshake failed",
            _ => Find<SocketException>(cause)?.SocketErrorCode switch
            {
                SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "could not be found by its name",
                SocketError.ConnectionRefused => "refused the connection",
                SocketError.NetworkUnreachable or SocketError.HostUnreachable => "could not be reached",
                _ when selecting => "could not be reached, or has no primary server at the moment",
                _ when IsConnectionLost(exception) => "broke off the connection",
                _ => "failed",
            },
        };
        return new(
            ImageStorageError.StorageUnavailable,
            $"MongoDB {happened} while asked to {doing}. Check {SettingName.MongoUri} and the network connection, and try again.",
            exception)
        {
            IsTransient = happened != "failed" || exception is MongoException known && known.HasErrorLabel("RetryableWriteError"),
            LogDetail = selecting && heartbeat is not null ? $"{detail} {heartbeat.GetBaseException().Message}" : detail,
        };
    }

    /// <summary>The error of a mongodb+srv host, which is only a DNS name, without servers.</summary>
    private static ImageStorageException UnknownName(Exception exception) => new(
        ImageStorageError.StorageUnavailable,
        $"DNS returned no MongoDB server for the host in {SettingName.MongoUri}. Check the host name and the network connection, and try again.",
        exception)
    { IsTransient = true, LogDetail = Detail(exception) };

    private static ImageStorageException AccessDenied(string message, Exception exception, string detail) =>
        new(ImageStorageError.StorageAccessDenied, message, exception) { LogDetail = detail };

    private static ImageStorageException TimedOut(Exception exception, string doing, string detail) => new(
        ImageStorageError.StorageTimeout,
        $"MongoDB took too long to {doing}. Try again; if it happens again, check the load of the database.",
        exception)
    { IsTransient = true, LogDetail = detail };

    private static ImageStorageException TooLarge(Exception exception, string doing, string detail) => new(
        ImageStorageError.AssignmentTooLarge,
        $"MongoDB cannot {doing}: the record would be larger than MongoDB's limit of 16 MB. Shorten its questions and answers.",
        exception)
    { LogDetail = detail };

    private static bool IsConnectionLost(Exception exception) => Find<IOException>(exception) is not null
        || Find<SocketException>(exception) is not null || Find<TimeoutException>(exception) is not null
        || exception is MongoConnectionPoolPausedException or MongoWaitQueueFullException or MongoConnectionClosedException;

    private static int? Code(Exception exception) => exception switch
    {
        MongoCommandException command => command.Code,
        MongoWriteException { WriteError: { } error } => error.Code,
        MongoWriteException { WriteConcernError: { } error } => error.Code,
        _ => Find<MongoCommandException>(exception.InnerException)?.Code,
    };

    // The message of a write error is left out, because it may quote the record.
    private static string Detail(Exception exception) => exception is MongoServerException && Code(exception) is { } code
        ? $"{exception.GetType().Name}, code {code} {(exception as MongoCommandException)?.CodeName}: {exception.Message}"
        : $"{exception.GetType().Name}: {exception.GetBaseException().Message}";

    private static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
                return found;
        }

        return null;
    }
}
