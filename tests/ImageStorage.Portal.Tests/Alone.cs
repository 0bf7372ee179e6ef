namespace ImageStorage.Portal;

/// <summary>Tests that measure time, load the machine, or change the process's environment: one after another, beside no other.</summary>
[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
