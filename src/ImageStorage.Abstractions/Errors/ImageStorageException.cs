namespace ImageStorage;

/// <summary>
/// The one exception that leaves the core. Its message is a plain sentence for the user: what happened, to what, and what to do.
/// The exception of the library that reported the failure is kept as <see cref="Exception.InnerException"/>.
/// </summary>
/// <param name="error">What went wrong.</param>
/// <param name="message">The sentence for the user, without the correlation id.</param>
/// <param name="innerException">What the library underneath reported, if anything.</param>
public sealed class ImageStorageException(ImageStorageError error, string message, Exception? innerException = null)
    : Exception(message, innerException)
{
    /// <summary>What went wrong.</summary>
    public ImageStorageError Error { get; } = error;

    /// <summary>True when the same call may succeed if it is made again: connection failures, time-outs, 408, 429 and 5xx.</summary>
    public bool IsTransient { get; init; }

    /// <summary>How long the server asked to wait before the next attempt (<c>Retry-After</c>, RFC 9110 section 10.2.3).</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>True when the request to the model that failed may have been billed.</summary>
    public bool MayBeBilled { get; init; }

    /// <summary>Detail for the log only, such as the permission that is missing.</summary>
    public string? LogDetail { get; init; }

    /// <summary>The user-visible operation that failed, as in every log line and object of that operation.</summary>
    public string? CorrelationId { get; set; }

    /// <summary>How many times the operation was tried; 0 when it failed before the first attempt.</summary>
    public int Attempts { get; set; }
}
