namespace ImageStorage.Cmdlets;

/// <summary>The tests that change the settings of the process. They run one after the other, and beside no others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessSettings
{
    public const string Name = "Settings of the process";
}
