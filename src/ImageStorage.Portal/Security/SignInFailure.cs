using Microsoft.AspNetCore.Authentication;

namespace ImageStorage.Portal.Security;

/// <summary>A sign-in at the provider that came to nothing: the log is told why, the browser that it may try again.</summary>
internal static partial class SignInFailure
{
    public static Task AnswerAsync(RemoteFailureContext context)
    {
        var logger = context.HttpContext.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(SignInFailure));
        LogFailure(logger, context.Failure);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.HandleResponse();
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Warning, "A sign-in at the provider failed.")]
    private static partial void LogFailure(ILogger logger, Exception? exception);
}
