namespace ImageStorage.Infrastructure.Checks;

/// <summary>The checks of one part of the infrastructure.</summary>
internal interface ICheckFamily
{
    /// <summary>The checks of one run. What several of them read is read once.</summary>
    /// <param name="request">What should be there.</param>
    /// <param name="stop">Ends the run, and with it what its checks share.</param>
    IEnumerable<Check> Checks(InfrastructureRequest request, CancellationToken stop);
}
