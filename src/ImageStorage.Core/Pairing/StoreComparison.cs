namespace ImageStorage.Pairing;

/// <summary>Whether what two stores hold fits together.</summary>
/// <param name="AreEmpty">True when there is neither a record nor an object.</param>
/// <param name="Objection">Why they do not fit, as the end of a sentence; null when they do.</param>
internal sealed record StoreComparison(bool AreEmpty, string? Objection)
{
    public static readonly StoreComparison Empty = new(true, null);

    public static readonly StoreComparison Fits = new(false, null);

    public static StoreComparison Against(string objection) => new(false, objection);
}
