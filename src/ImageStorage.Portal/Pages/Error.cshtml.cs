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

/// <summary>What is shown instead of a page: what happened, what to do, and the correlation id of the log lines about it.</summary>
[ResponseCache(NoStore = true, Location = ResponseCacheLocation.None)]
internal sealed class ErrorModel(IOptions<PortalOptions> options) : PageModel
{
    /// <summary>The HTTP status, in words.</summary>
    internal string Heading { get; private set; } = "";

    /// <summary>What happened and what to do.</summary>
    internal Notice Notice { get; private set; } = null!;

    // Whatever method the failed request had, this page answers it.
    public void OnGet() => Show(StatusOfAnswer);

    public async Task OnPostAsync() => Show(await StatusOfBodyAsync() ?? StatusOfAnswer);

    public void OnHead() => Show(StatusOfAnswer);

    // Not bound from the query: nothing is bound when the form cannot be read.
    private int? StatusOfAnswer => HttpContext.Features.Get<IStatusCodeReExecuteFeature>()?.OriginalStatusCode;

    /// <summary>Why the form could not be read, kept because the first reader of its token may have taken it for a form without one.</summary>
    private async Task<int?> StatusOfBodyAsync()
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

    private void Show(int? code)
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
        StatusCodes.Status400BadRequest => "That did not work",
        StatusCodes.Status403Forbidden => "Not for you",
        StatusCodes.Status404NotFound => "Not found",
        StatusCodes.Status413PayloadTooLarge => "Too large",
        StatusCodes.Status429TooManyRequests => "Too many requests",
        StatusCodes.Status503ServiceUnavailable => "Not available just now",
        _ when ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase => phrase,
        _ => "That did not work",
    };

    private string SentenceOf(int status) => status switch
    {
        StatusCodes.Status400BadRequest =>
            "The form could not be taken: it was open for very long, came from another site, or was sent with cookies turned off. Go back, load the page again and repeat it.",
        StatusCodes.Status401Unauthorized => "Sign in first.",
        StatusCodes.Status403Forbidden => "This is for another role or belongs to someone else.",
        StatusCodes.Status404NotFound => "There is nothing at this address. It may have been removed.",
        StatusCodes.Status408RequestTimeout or StatusCodes.Status504GatewayTimeout => "It took too long. Try again in a moment.",
        StatusCodes.Status413PayloadTooLarge => $"What was sent is too large. A picture can have {Figures.Size(options.Value.MaxUploadBytes)} at the most.",
        StatusCodes.Status429TooManyRequests => "There were too many requests in a short time. Wait a minute, then try again.",
        StatusCodes.Status503ServiceUnavailable => "The server has too much to do, or is being restarted. Try again in a moment.",
        >= 500 => "Something went wrong on the server. Nothing that was saved is lost. Try again in a moment.",
        _ => "The request could not be answered.",
    };
}
