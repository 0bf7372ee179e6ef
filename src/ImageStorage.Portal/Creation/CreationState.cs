namespace ImageStorage.Portal.Creation;

/// <summary>How far a creation job has come.</summary>
internal enum CreationState
{
    /// <summary>Others are before it.</summary>
    Waiting,

    /// <summary>It runs.</summary>
    Running,

    /// <summary>The picture is stored and recorded.</summary>
    Succeeded,

    /// <summary>The picture could not be made or stored.</summary>
    Failed,
}
