namespace ImageStorage.Portal.Creation;

/// <summary>A job that a page waits for, taken from the page's URL because another server may run the job.</summary>
/// <param name="After">The record's revision before the job began.</param>
/// <param name="Since">When the job began.</param>
internal sealed record AwaitedJob(long After, DateTimeOffset Since);
