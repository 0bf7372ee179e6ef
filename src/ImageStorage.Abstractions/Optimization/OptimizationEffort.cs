namespace ImageStorage;

/// <summary>How much processor time is spent on smaller files at the same quality.</summary>
public enum OptimizationEffort
{
    /// <summary>About half the time of <see cref="Balanced"/>, files some per cent larger.</summary>
    Fast,

    /// <summary>The encoder's own default effort.</summary>
    Balanced,

    /// <summary>The smallest files, at several times the time of <see cref="Balanced"/>.</summary>
    Smallest,
}
