using System.Globalization;
using ImageStorage.Aws.Errors;
using ImageStorage.Infrastructure.Checks;

namespace ImageStorage.Resilience;

/// <summary>The sentences of operations that failed for good: what the store said, and how often it was tried.</summary>
internal static class StoreFailures
{
    public static ImageStorageException GaveUp(ImageStorageException error, int attempts) => Again(
        error, attempts == 1 ? error.Message : $"{error.Message} All {attempts} attempts failed.");

    public static ImageStorageException AskedToWait(ImageStorageException error, TimeSpan timeout) => Again(
        error, $"{error.Message} It asked to wait {Words(error.RetryAfter!.Value)} before the next attempt, which does not fit into the "
            + $"{Words(timeout)} of one operation. Try again after that.");

    public static ImageStorageException TimedOut(string store, StoreOperation operation, TimeSpan timeout, Exception rejected) => new(
        ImageStorageError.StorageTimeout,
        $"The {store} did not answer for '{operation.Key}' within {Words(timeout)}"
            + (operation.Attempt > 1 ? $", in {operation.Attempt} attempts." : ".")
            + " Check the network connection and try again.",
        operation.LastError?.InnerException ?? operation.LastError ?? rejected)
    {
        IsTransient = true,
        LogDetail = operation.LastError is { } last ? $"The attempt before: {last.Error}. {last.LogDetail}" : null,
    };

    private static ImageStorageException Again(ImageStorageException error, string message) =>
        new(error.Error, message, error.InnerException ?? error)
        {
            IsTransient = error.IsTransient,
            RetryAfter = error.RetryAfter,
            LogDetail = error.LogDetail,
        };

    public static string Words(TimeSpan time) => time < TimeSpan.FromMinutes(2)
        ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.##} seconds")
        : string.Create(CultureInfo.InvariantCulture, $"{time.TotalMinutes:0.#} minutes");
}
