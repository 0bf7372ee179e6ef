using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;

namespace ImageStorage.Portal.Errors;

/// <summary>Reports errors as <c>application/problem+json</c> (RFC 9457), with the correlation id that the log lines have.</summary>
internal sealed partial class Problems(IProblemDetailsService service, ILogger<Problems> logger) : IExceptionHandler
{
    private const string ErrorId = "errorId";
    private const string CorrelationId = "correlationId";

    /// <inheritdoc />
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        var problem = ToProblem(exception);
        if (problem.Status == StatusCodes.Status500InternalServerError)
            LogUnexpected(logger, httpContext.Request.Method, httpContext.Request.Path, exception);

        httpContext.Response.StatusCode = problem.Status!.Value;
        if (exception is ImageStorageException { RetryAfter: { } wait })
            SetRetryAfter(httpContext.Response, wait);
        return service.TryWriteAsync(new ProblemDetailsContext { HttpContext = httpContext, ProblemDetails = problem });
    }

    /// <summary>Adds the fields that every problem has, including problems made from a status code alone.</summary>
    public static void Complete(ProblemDetailsContext context)
    {
        var problem = context.ProblemDetails;
        problem.Extensions.TryAdd(CorrelationId, Activity.Current?.TraceId.ToHexString() ?? context.HttpContext.TraceIdentifier);
        problem.Extensions.Remove("traceId");
        var name = problem.Status is { } status ? StatusName(status) : "Error";
        if (problem.Extensions.TryAdd(ErrorId, name))
            problem.Type = Type(name);
        problem.Detail ??= problem.Status is { } code ? DetailOf(code) : null;
    }

    /// <summary>A problem with an error id of the portal's own.</summary>
    public static ProblemDetails Refusal(int status, string errorId, string detail) => new()
    {
        Status = status,
        Type = Type(errorId),
        Title = Title(errorId),
        Detail = detail,
        Extensions = { [ErrorId] = errorId },
    };

    /// <summary>Sets Retry-After, in whole seconds.</summary>
    public static void SetRetryAfter(HttpResponse response, TimeSpan wait) =>
        response.Headers.RetryAfter = Math.Max(1, Math.Ceiling(wait.TotalSeconds)).ToString(CultureInfo.InvariantCulture);

    private static ProblemDetails ToProblem(Exception exception)
    {
        switch (exception)
        {
            case ImageStorageException known:
                var problem = Refusal(ErrorStatus.Of(known.Error), known.Error.ToString(), known.Message);
                if (known.CorrelationId is { } id)
                    problem.Extensions[CorrelationId] = id;
                return problem;
            case BadHttpRequestException bad:
                return Refusal(bad.StatusCode, StatusName(bad.StatusCode), DetailOf(bad.StatusCode) ?? "The request cannot be read.");
            default:
                return Refusal(
                    StatusCodes.Status500InternalServerError, "Unexpected",
                    "An unexpected error occurred. Contact the administrator and give the correlation id.");
        }
    }

    private static string? DetailOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "The request cannot be read: its body is not what the OpenAPI document /openapi/v1.json describes.",
        StatusCodes.Status401Unauthorized => "Send a bearer token in the Authorization header.",
        StatusCodes.Status403Forbidden => "Your role does not allow this.",
        StatusCodes.Status404NotFound => "There is nothing at this address.",
        StatusCodes.Status405MethodNotAllowed => "This address does not support the request's method.",
        StatusCodes.Status408RequestTimeout => "The request arrived too slowly. Send it again.",
        StatusCodes.Status413PayloadTooLarge => "The request body is too large.",
        StatusCodes.Status415UnsupportedMediaType => "This Content-Type is not accepted here.",
        StatusCodes.Status504GatewayTimeout => "The request timed out. It may still have taken effect: check before you try again.",
        _ => null,
    };

    private static string StatusName(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "InvalidRequest",
        StatusCodes.Status401Unauthorized => "SignInRequired",
        StatusCodes.Status403Forbidden => "NotAllowed",
        StatusCodes.Status404NotFound => "NotFound",
        StatusCodes.Status408RequestTimeout => "RequestTooSlow",
        StatusCodes.Status413PayloadTooLarge => "BodyTooLarge",
        StatusCodes.Status415UnsupportedMediaType => "UnsupportedMediaType",
        StatusCodes.Status429TooManyRequests => "TooManyRequests",
        StatusCodes.Status504GatewayTimeout => "RequestTimeout",
        _ => "Http" + status.ToString(CultureInfo.InvariantCulture),
    };

    private static string Type(string errorId) => "urn:imagestorage:error:" + errorId;

    /// <summary><c>AssignmentNotFound</c> as "Assignment not found".</summary>
    private static string Title(string errorId) => WordStart().Replace(errorId, match => " " + match.Value.ToLowerInvariant());

    [GeneratedRegex("(?<=[a-z])[A-Z]", RegexOptions.CultureInvariant)]
    private static partial Regex WordStart();

    [LoggerMessage(LogLevel.Error, "{Method} {Path} failed.")]
    private static partial void LogUnexpected(ILogger logger, string method, PathString path, Exception exception);
}
