using System.Diagnostics;
using ImageStorage.Portal.Api;
using ImageStorage.Portal.Configuration;
using ImageStorage.Portal.Errors;
using ImageStorage.Portal.Formatting;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Pages;

/// <summary>The error page: what happened, what to do, and the correlation id that finds the error in the log.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ErrorModel(IOptions<PortalOptions> options) : PageModel
{
    /// <summary>The heading for the HTTP status.</summary>
    internal string Heading { get; private set; } = "";

    /// <summary>What happened and what to do.</summary>
    internal Notice Notice { get; private set; } = null!;

    // A request of any method can end at this page.
    public void OnGet() => SetNotice(OriginalStatus);

    public async Task OnPostAsync() => SetNotice(await FormErrorStatusAsync() ?? OriginalStatus);

    public void OnHead() => SetNotice(OriginalStatus);

    // Read here, because model binding does not run when the form cannot be read.
    private int? OriginalStatus => HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalStatusCode;

    /// <summary>The status of the error that reading the form gives; the antiforgery check reports such an error as a missing token.</summary>
    private async Task<int?> FormErrorStatusAsync()
    {
        try
        {
            if (Request.HasFormContentType)
                await Request.ReadFormAsync(HttpContext.RequestAborted);
            return null;
        }
        catch (BadHttpRequestException exception)
        {
            return exception.StatusCode;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private void SetNotice(int? code)
    {
        var exception = HttpContext.Items[PortalPage.FailureItem] as Exception ?? HttpContext.Features.Get<IExceptionHandlerFeature>()?.Error;
        var status = exception switch
        {
            ImageStorageException known => ErrorStatus.Of(known.Error),
            BadHttpRequestException bad => bad.StatusCode,
            null when code is >= 400 and < 600 => code.Value,
            null => StatusCodes.Status404NotFound,
            _ => StatusCodes.Status500InternalServerError,
        };
        Response.StatusCode = status;
        Heading = HeadingOf(status);
        Notice = exception is ImageStorageException failure
            ? Notice.Of(failure)
            : new Notice(SentenceOf(status), Activity.Current?.TraceId.ToHexString());
    }

    private static string HeadingOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest => "Request failed",
        StatusCodes.Status403Forbidden => "Not allowed",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status413PayloadTooLarge => "Too large",
        StatusCodes.Status429TooManyRequests => "Too many requests",
        StatusCodes.Status503ServiceUnavailable => "Not available",
        _ when ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase => phrase,
        _ => "Request failed",
    };

    private string SentenceOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest =>
            "The form was not accepted: it was open for too long, came from another site, or was sent with cookies turned off. "
            + "Go back, reload the page and submit it again.",
        StatusCodes.Status401Unauthorized => "You are not signed in. Sign in and try again.",
        StatusCodes.Status403Forbidden => "This needs another role, or belongs to someone else. Sign in with an account that has access.",
        StatusCodes.Status404NotFound => "There is nothing at this address. It may have been removed. Check the link, or go to the assignments.",
        StatusCodes.Status408RequestTimeout or StatusCodes.Status504GatewayTimeout => "The request took too long. Try again in a moment.",
        StatusCodes.Status413PayloadTooLarge =>
            $"The upload is too large. A picture can have at most {Figures.Size(options.Value.MaxUploadBytes)}. Choose a smaller one.",
        StatusCodes.Status429TooManyRequests => "There were too many requests in a short time. Wait a minute, then try again.",
        StatusCodes.Status503ServiceUnavailable => "The server is busy or restarting. Try again in a moment.",
        >= 500 => "An error occurred on the server. Nothing that was saved is lost. Try again in a moment.",
        _ => "The request could not be completed. Go back, reload the page and try again.",
    };
}
