using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.Runtime.Internal;

namespace ImageStorage.Aws;

/// <summary>What an exception of the SDK tells, wherever in its chain it is told.</summary>
internal sealed record AwsFailure
{
    /// <summary>The service's error code; null when no service answered.</summary>
    public string? Code { get; private init; }

    /// <summary>The service's own sentence. It may quote the request with its signature: never for a log or a user.</summary>
    public string Message { get; private init; } = "";

    /// <summary>The HTTP status; 0 when there was no answer.</summary>
    public int Status { get; private init; }

    /// <summary>How long the service asked to wait.</summary>
    public TimeSpan? RetryAfter { get; private init; }

    /// <summary>Why the connection failed.</summary>
    public SocketError? Socket { get; private init; }

    /// <summary>For the log.</summary>
    public required string Detail { get; init; }

    public static AwsFailure Of(Exception exception)
    {
        var service = Find<AmazonServiceException>(exception);
        var response = Find<HttpErrorResponseException>(exception)?.Response;
        var status = (int)(response?.StatusCode ?? service?.StatusCode ?? 0);
        return new AwsFailure
        {
            Code = service?.ErrorCode,
            Message = service?.Message ?? "",
            Status = status,
            RetryAfter = response is null
                ? null
                : Aws.RetryAfter.Parse(response.GetHeaderValue("Retry-After"), response.GetHeaderValue("Date")),
            Socket = Find<SocketException>(exception)?.SocketErrorCode,
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
}
