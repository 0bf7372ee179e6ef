using Microsoft.AspNetCore.Authentication;

namespace ImageStorage.Portal.Security;

/// <summary>A failed sign-in at the provider: the log gets the reason, the browser a page to try again.</summary>
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
