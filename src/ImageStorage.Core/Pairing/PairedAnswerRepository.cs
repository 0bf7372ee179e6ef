namespace ImageStorage.Pairing;

/// <summary>The answers beside the records: written and deleted only where records and objects belong together.</summary>
/// <param name="answers">The answers.</param>
/// <param name="pair">The stores.</param>
internal sealed class PairedAnswerRepository(IAnswerRepository answers, StorePair pair) : IAnswerRepository
{
    public async Task<IReadOnlyList<StudentAnswer>> SubmitAsync(AnswerSubmission submission, CancellationToken cancellationToken)
    {
        await pair.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return await answers.SubmitAsync(submission, cancellationToken).ConfigureAwait(false);
    }

    public async Task AddAsync(IReadOnlyList<StudentAnswer> added, CancellationToken cancellationToken)
    {
        await pair.EnsureAsync(cancellationToken).ConfigureAwait(false);
        await answers.AddAsync(added, cancellationToken).ConfigureAwait(false);
    }

    public async Task DeleteAsync(string assignmentId, CancellationToken cancellationToken)
    {
        await pair.EnsureAsync(cancellationToken).ConfigureAwait(false);
        await answers.DeleteAsync(assignmentId, cancellationToken).ConfigureAwait(false);
    }

    public IAsyncEnumerable<StudentAnswer> ListAsync(string assignmentId, string? studentId, CancellationToken cancellationToken) =>
        answers.ListAsync(assignmentId, studentId, cancellationToken);
}
