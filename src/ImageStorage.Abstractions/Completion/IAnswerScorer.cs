namespace ImageStorage;

/// <summary>Scores answers by how close they come to the expected ones.</summary>
public interface IAnswerScorer
{
    /// <summary>Scores answers.</summary>
    /// <param name="answers">Pairs of what was expected and what was given.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    /// <returns>Scores from 0 (nothing in common) to 100 (the same), in the order of the pairs.</returns>
    /// <exception cref="ImageStorageException">
    /// <see cref="ImageStorageError.ModelUnavailable"/>, <see cref="ImageStorageError.GenerationThrottled"/>,
    /// <see cref="ImageStorageError.GenerationTimeout"/>.
    /// </exception>
    Task<IReadOnlyList<int>> ScoreAsync(IReadOnlyList<AnswerPair> answers, CancellationToken cancellationToken);
}
