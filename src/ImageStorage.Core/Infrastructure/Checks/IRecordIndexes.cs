namespace ImageStorage.Infrastructure.Checks;

/// <summary>Finds which indexes the record store has.</summary>
internal interface IRecordIndexes
{
    /// <summary>The indexes that finding and listing need, by name; also what of the answers' store could be missing by itself.</summary>
    IReadOnlyList<string> Expected { get; }

    /// <summary>Those of them that are there.</summary>
    /// <param name="cancellationToken">Stops the work.</param>
    Task<IReadOnlyList<string>> FindAsync(CancellationToken cancellationToken);
}
