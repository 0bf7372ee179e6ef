namespace ImageStorage.Pairing;

/// <summary>A record store that writes and deletes only beside the object store that it belongs to.</summary>
/// <param name="records">The record store.</param>
/// <param name="pair">It, and its object store.</param>
internal sealed class PairedAssignmentRepository(IAssignmentRepository records, StorePair pair) : IAssignmentRepository
{
    public async Task InsertAsync(Assignment assignment, CancellationToken cancellationToken)
    {
        await pair.EnsureAsync(cancellationToken).ConfigureAwait(false);
        await records.InsertAsync(assignment, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Assignment> UpdateAsync(Assignment current, Assignment changed, CancellationToken cancellationToken)
    {
        await pair.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return await records.UpdateAsync(current, changed, cancellationToken).ConfigureAwait(false);
    }

    public async Task<bool> DeleteAsync(string assignmentId, CancellationToken cancellationToken)
    {
        await pair.EnsureAsync(cancellationToken).ConfigureAwait(false);
        return await records.DeleteAsync(assignmentId, cancellationToken).ConfigureAwait(false);
    }

    public async Task<Assignment?> FindAsync(string assignmentId, CancellationToken cancellationToken)
    {
        var found = await records.FindAsync(assignmentId, cancellationToken).ConfigureAwait(false);
        if (found is null)
            await pair.ExplainMissingAsync(cancellationToken).ConfigureAwait(false);
        return found;
    }

    public Task<Assignment?> FindPictureAsync(string prompt, string modelId, long? seed, CancellationToken cancellationToken) =>
        records.FindPictureAsync(prompt, modelId, seed, cancellationToken);

    public Task<AssignmentPage> ListAsync(AssignmentQuery query, CancellationToken cancellationToken) => records.ListAsync(query, cancellationToken);
}
