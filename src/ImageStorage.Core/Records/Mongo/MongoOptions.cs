namespace ImageStorage.Records.Mongo;

/// <summary>How long MongoDB is waited for. What the connection string says of the first two comes first. Validated when made.</summary>
internal sealed record MongoOptions
{
    /// <summary>How long a server that can take the operation is looked for, and a connection waited for: 10 ms to 5 minutes.</summary>
    public TimeSpan ServerSelection
    {
        get;
        init => field = Checked(value, nameof(ServerSelection));
    } = TimeSpan.FromSeconds(5);

    /// <summary>How long one answer is waited for before the connection counts as lost: 10 ms to 5 minutes.</summary>
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
