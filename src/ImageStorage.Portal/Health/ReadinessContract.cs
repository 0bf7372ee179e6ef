namespace ImageStorage.Portal.Health;

/// <summary>Whether requests can be served.</summary>
/// <param name="IsReady">True when every store answers and the process is not ending.</param>
/// <param name="Stores">One for each store.</param>
internal sealed record ReadinessContract(bool IsReady, IReadOnlyList<StoreContract> Stores);
