using System.Net.Sockets;
using System.Security.Authentication;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace ImageStorage.Aws.Errors;

/// <summary>What an exception of the SDK reports, anywhere in its chain of inner exceptions.</summary>
internal sealed record AwsFailure
{
    /// <summary>The advice for a service that answered with an error.</summary>
    public const string Later = "Try again later; the log has the error that AWS reported.";

    /// <summary>The service's error code; null when no service answered.</summary>
    public string? Code { get; private init; }

    /// <summary>The service's own message. It may quote the request with its signature, so it must not be logged or shown.</summary>
    public string Message { get; private init; } = "";

    /// <summary>The HTTP status; 0 when there was no answer.</summary>
    public int Status { get; private init; }

    /// <summary>How long the service asked to wait.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Why the connection failed.</summary>
    public SocketError? Socket { get; private init; }

    /// <summary>True when the connection failed, so that the same request may succeed over another one.</summary>
    public bool IsTransport { get; private init; }

    /// <summary>What happened when no service answered, for a message that begins with the request.</summary>
    public required string Happened { get; init; }

    /// <summary>What the user can do about it.</summary>
    public string Advice => IsTransport ? "Check the network connection and try again." : Later;

    /// <summary>The detail for the log.</summary>
    public required string Detail { get; init; }

    public static AwsFailure Of(Exception exception)
    {
        var service = Find<AmazonServiceException>(exception);
        var response = Find<HttpErrorResponseException>(exception)?.Response;
        var socket = Find<SocketException>(exception)?.SocketErrorCode;
        var isTransport = socket is not null || Find<HttpRequestException>(exception) is not null || Find<IOException>(exception) is not null
            || exception is OperationCanceledException or TimeoutException or AmazonUnmarshallingException;
        var status = (int)(response?.StatusCode ?? service?.StatusCode ?? 0);
        return new AwsFailure
        {
            Code = service?.ErrorCode,
            Message = service?.Message ?? "",
            Status = status,
            RetryAfter = response is null
                ? null
                : Errors.RetryAfter.Parse(response.GetHeaderValue("Retry-After"), response.GetHeaderValue("Date")),
            Socket = socket,
            IsTransport = isTransport,
            Happened = isTransport ? Describe(socket, exception) : "failed",
            Detail = service is null
                ? $"{exception.GetType().Name}: {exception.GetBaseException().Message}"
                : $"{service.ErrorCode}, HTTP {status}, request {service.RequestId}",
        };
    }

    /// <summary>The first exception of a type in the chain; null for none.</summary>
    public static T? Find<T>(Exception? exception)
        where T : Exception
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is T found)
                return found;
        }

        return null;
    }

    private static string Describe(SocketError? socket, Exception exception) => socket switch
    {
        SocketError.HostNotFound or SocketError.NoData or SocketError.TryAgain => "could not be found by its name",
        SocketError.ConnectionRefused => "refused the connection",
        SocketError.NetworkUnreachable or SocketError.HostUnreachable => "could not be reached",
        _ when Find<AuthenticationException>(exception) is not null => "could not be reached: the TLS handshake failed",
        _ => "broke off the connection",
    };
}
