using System.Globalization;
using ImageStorage.Portal.Api;
using ImageStorage.Portal.Errors;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ImageStorage.Portal.Pages;

/// <summary>What the pages share: how they show a failure without losing what was typed.</summary>
internal abstract class PortalPage : PageModel
{
    /// <summary>Where the error page finds what failed.</summary>
    internal static readonly object FailureItem = new();

    /// <summary>Why what was asked for did not happen; null when all is well.</summary>
    internal Notice? Failure { get; private set; }

    /// <summary>What is wrong with a field; null when nothing is.</summary>
    internal string? ErrorOf(string field) => ModelState[field]?.Errors.FirstOrDefault()?.ErrorMessage;

    /// <summary>A page that cannot be shown at all is answered by the error page, under the error's own status.</summary>
    public override async Task OnPageHandlerExecutionAsync(PageHandlerExecutingContext context, PageHandlerExecutionDelegate next)
    {
        var executed = await next();
        if (executed is not { Exception: ImageStorageException failure, ExceptionHandled: false })
            return;

        HttpContext.Items[FailureItem] = failure;
        executed.ExceptionHandled = true;
        executed.Result = StatusCode(ErrorStatus.Of(failure.Error));
    }

    /// <summary>Shows this page again, as it was filled in, with the reason.</summary>
    internal IActionResult Fail(ImageStorageException exception)
    {
        if (exception.RetryAfter is { } wait)
            AskToWait(wait);
        return Fail(Notice.Of(exception), ErrorStatus.Of(exception.Error));
    }

    /// <summary>Shows this page again, as it was filled in, with the reason.</summary>
    internal IActionResult Fail(Notice notice, int status)
    {
        Failure = notice;
        Response.StatusCode = status;
        return Page();
    }

    /// <summary>Takes one picture off the teacher's allowance, and adds an error when it is used up.</summary>
    internal bool MayGenerate(GenerationLimit limit, out string sentence)
    {
        sentence = "";
        if (limit.TryTake(User, out var wait))
            return true;

        AskToWait(wait);
        sentence = string.Create(
            CultureInfo.InvariantCulture, $"You have had many pictures made in a short time. Wait {Math.Ceiling(wait.TotalSeconds)} seconds, then try again.");
        return false;
    }

    private void AskToWait(TimeSpan wait) =>
        Response.Headers.RetryAfter = Math.Ceiling(wait.TotalSeconds).ToString(CultureInfo.InvariantCulture);
}
