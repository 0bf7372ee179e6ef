namespace ImageStorage.Portal.Hosting;

/// <summary>
/// Ends a connection with its answer once the process is ending. A connection that is closed while it idles may just have been sent a request.
/// </summary>
internal sealed class LastAnswer(RequestDelegate next, IHostApplicationLifetime lifetime)
{
    public Task InvokeAsync(HttpContext context)
    {
        // In HTTP/2 the server itself announces the end, by a frame.
        if (HttpProtocol.IsHttp11(context.Request.Protocol))
            context.Response.OnStarting(() => EndAsync(context.Response));
        return next(context);
    }

    private Task EndAsync(HttpResponse response)
    {
        if (lifetime.ApplicationStopping.IsCancellationRequested)
            response.Headers.Connection = "close";
        return Task.CompletedTask;
    }
}
