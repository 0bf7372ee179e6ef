using ImageStorage.Portal.Configuration;
using ImageStorage.Portal.Creation;
using ImageStorage.Portal.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace ImageStorage.Portal.Pages;

/// <summary>The progress of a picture, with what can be done about it. Only for the assignment's owner.</summary>
internal sealed class ProgressModel(
    IImageStorage storage, CreationJobs jobs, GenerationLimit limit, IOptions<PortalOptions> options, TimeProvider timeProvider) : PortalPage
{
    /// <summary>The assignment's id.</summary>
    [BindProperty(SupportsGet = true)]
    public string Id { get; set; } = "";

    /// <summary>The record's revision before the job started; another server sees by it that the job has changed the record.</summary>
    [BindProperty(SupportsGet = true)]
    public long? After { get; set; }

    /// <summary>When the job started, in milliseconds since the Unix epoch.</summary>
    [BindProperty(SupportsGet = true)]
    public long? Since { get; set; }

    /// <summary>True when the server was too busy to start the job.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Busy { get; set; }

    /// <summary>An uploaded picture to use instead.</summary>
    [BindProperty]
    public IFormFile? Upload { get; set; }

    /// <summary>The state to show.</summary>
    internal CreationView View { get; private set; } = null!;

    /// <summary>The largest picture that may be uploaded, in bytes.</summary>
    internal long MaxUploadBytes => options.Value.MaxUploadBytes;

    public Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => ShowAsync(Page, cancellationToken);

    public Task<IActionResult> OnGetStatusAsync(CancellationToken cancellationToken) => ShowAsync(
        () =>
        {
            Response.Headers.CacheControl = "no-store";
            return Partial("_Creation", View);
        },
        cancellationToken);

    public Task<IActionResult> OnPostRegenerateAsync(CancellationToken cancellationToken) => ShowAsync(
        () => MayGenerate(limit, out var sentence) ? Start(source: null) : Fail(new Notice(sentence), StatusCodes.Status429TooManyRequests),
        cancellationToken);

    public async Task<IActionResult> OnPostUploadAsync(CancellationToken cancellationToken)
    {
        var (source, problem) = await UploadedPicture.ReadAsync(Upload, MaxUploadBytes, cancellationToken);
        return await ShowAsync(
            () => problem is null ? Start(source) : Fail(new Notice(problem), StatusCodes.Status400BadRequest), cancellationToken);
    }

    public Task<IActionResult> OnPostDiscardAsync(CancellationToken cancellationToken) => ShowAsync(
        async () =>
        {
            await storage.Assignments.RemoveAsync(Id, cancellationToken);
            return RedirectToPage("Show");
        },
        cancellationToken);

    private Task<IActionResult> ShowAsync(Func<IActionResult> answer, CancellationToken cancellationToken) =>
        ShowAsync(() => Task.FromResult(answer()), cancellationToken);

    private async Task<IActionResult> ShowAsync(Func<Task<IActionResult>> answer, CancellationToken cancellationToken)
    {
        // Read before the record, so that the record is current when the job has ended.
        var job = jobs.Find(Id);
        var assignment = await storage.Assignments.GetAsync(Id, cancellationToken);
        if (!User.Owns(assignment))
            return StatusCode(StatusCodes.Status403Forbidden);

        View = new CreationView(assignment, job, Awaited, Busy, timeProvider.GetUtcNow());
        try
        {
            return await answer();
        }
        catch (ImageStorageException exception)
        {
            return Fail(exception);
        }
    }

    // The URL may have been edited by hand, so an invalid time is ignored.
    private AwaitedJob? Awaited => After is { } after && Since is { } since && since >= 0 && since <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
        ? new AwaitedJob(after, DateTimeOffset.FromUnixTimeMilliseconds(since))
        : null;

    private RedirectToPageResult Start(ImageSource? source) => jobs.Start(Id, source, replace: View.Assignment.HasImage) is { } startedAt
        ? RedirectToPage("Progress", null, new { id = Id, after = View.Assignment.Revision, since = startedAt.ToUnixTimeMilliseconds() })
        : RedirectToPage("Progress", null, new { id = Id, busy = true });
}
