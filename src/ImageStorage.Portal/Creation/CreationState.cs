namespace ImageStorage.Portal.Creation;

/// <summary>The state of a creation job.</summary>
internal enum CreationState
{
    /// <summary>It waits for a free slot.</summary>
    Waiting,

    /// <summary>It is running.</summary>
    Running,

    /// <summary>The picture is stored and recorded.</summary>
    Succeeded,

    /// <summary>The picture could not be made or stored.</summary>
    Failed,
}
