namespace ImageStorage.Portal.Creation;

/// <summary>A job that a page waits for, by its URL: the server that is asked may be another than the one that runs it.</summary>
/// <param name="After">The record's revision before the job began.</param>
/// <param name="Since">When the job began.</param>
internal sealed record AwaitedJob(long After, DateTimeOffset Since);
