namespace ImageStorage.Portal;

/// <summary>Tests that measure time, load the machine, or change the process's environment, so they run one at a time.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
