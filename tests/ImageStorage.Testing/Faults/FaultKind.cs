namespace ImageStorage.Testing.Faults;

/// <summary>The ways in which a connection or a server fails.</summary>
public enum FaultKind
{
    /// <summary>It does not.</summary>
    None,

    /// <summary>See <see cref="Fault.ResetInRequest"/>.</summary>
    ResetInRequest,

    /// <summary>See <see cref="Fault.ResetInAnswer"/>.</summary>
    ResetInAnswer,

    /// <summary>See <see cref="Fault.DropAnswer"/>.</summary>
    DropAnswer,

    /// <summary>See <see cref="Fault.NeverAnswer"/>.</summary>
    NeverAnswer,

    /// <summary>See <see cref="Fault.Answer(int, string?, ValueTuple{string, string}[])"/>.</summary>
    Answer,
}
