using System.Globalization;
using ImageStorage.Portal.Api;
using ImageStorage.Portal.Errors;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ImageStorage.Portal.Pages;

/// <summary>The base of the pages: shows errors without losing what the user typed.</summary>
internal abstract class PortalPage : PageModel
{
    /// <summary>The key in HttpContext.Items of the exception that the error page shows.</summary>
    internal static readonly object FailureItem = new();

    /// <summary>The error to show; null when there is none.</summary>
    internal Notice? Failure { get; private set; }

    /// <summary>The error message of a field; null when it has none.</summary>
    internal string? ErrorOf(string field) => ModelState[field]?.Errors.FirstOrDefault()?.ErrorMessage;

    /// <summary>Shows the error page, with the error's status, when a handler throws.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        if (executed is not { Exception: ImageStorageException failure, ExceptionHandled: false })
            return;

        HttpContext.Items[FailureItem] = failure;
        executed.ExceptionHandled = true;
        executed.Result = StatusCode(ErrorStatus.Of(failure.Error));
    }

    /// <summary>Shows this page again with the posted values and the error.</summary>
    internal IActionResult Fail(ImageStorageException exception)
    {
        if (exception.RetryAfter is { } wait)
            SetRetryAfter(wait);
        return Fail(Notice.Of(exception), ErrorStatus.Of(exception.Error));
    }

    /// <summary>Shows this page again with the posted values and the error.</summary>
    internal IActionResult Fail(Notice notice, int status)
    {
        Failure = notice;
        Response.StatusCode = status;
        return Page();
    }

    /// <summary>Counts one generation against the teacher's limit; false with a message when the limit is reached.</summary>
    internal bool MayGenerate(GenerationLimit limit, out string sentence)
    {
        sentence = "";
        if (limit.TryTake(User, out var wait))
            return true;

        SetRetryAfter(wait);
        sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"You have reached the limit of generations per minute. Wait {Math.Ceiling(wait.TotalSeconds)} seconds, then try again.");
        return false;
    }

    private void SetRetryAfter(TimeSpan wait) =>
        Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
