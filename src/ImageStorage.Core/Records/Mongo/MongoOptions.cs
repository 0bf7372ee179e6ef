namespace ImageStorage.Records.Mongo;

/// <summary>The time limits for MongoDB. The connection string overrides the first two. Validated when made.</summary>
internal sealed record MongoOptions
{
    /// <summary>How long to wait for a suitable server, and for a connection: 10 ms to 5 minutes.</summary>
    public TimeSpan ServerSelection
    {
        get;
        init => field = Checked(value, nameof(ServerSelection));
    } = TimeSpan.FromSeconds(5);

    /// <summary>How long to wait for one answer before the connection counts as lost: 10 ms to 5 minutes.</summary>
    public TimeSpan Answer
    {
        get;
        init => field = Checked(value, nameof(Answer));
    } = TimeSpan.FromSeconds(12);

    /// <summary>The time of one operation, the driver's retry included: 10 ms to 5 minutes.</summary>
    public TimeSpan Operation
    {
        get;
        init => field = Checked(value, nameof(Operation));
    } = TimeSpan.FromSeconds(30);

    private static TimeSpan Checked(TimeSpan value, string name) => value >= TimeSpan.FromMilliseconds(10) && value <= TimeSpan.FromMinutes(5)
        ? value
        : throw new ArgumentOutOfRangeException(name, value, $"{name} must be 10 milliseconds to 5 minutes.");
}
