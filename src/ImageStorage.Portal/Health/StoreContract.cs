namespace ImageStorage.Portal.Health;

/// <summary>Whether a store answers. Why not is in the log: anyone may read this.</summary>
/// <param name="Name">objects or records.</param>
/// <param name="Kind">folder, s3, sqlite, mongodb or dynamodb.</param>
/// <param name="IsReachable">True when a small read was answered.</param>
/// <param name="DurationMs">How long that took.</param>
internal sealed record StoreContract(string Name, string Kind, bool IsReachable, double DurationMs);
