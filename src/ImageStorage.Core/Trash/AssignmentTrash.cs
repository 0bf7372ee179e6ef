using ImageStorage.Records.Mapping;

namespace ImageStorage.Trash;

/// <summary>Keeps what is about to be removed. The note is written before anything is deleted, so that a crash at any place loses nothing.</summary>
/// <param name="trash">The trash of the object store.</param>
/// <param name="timeProvider">Dates the notes.</param>
internal sealed class AssignmentTrash(IObjectTrash trash, TimeProvider timeProvider)
{
    /// <summary>Keeps a record that is about to be removed, with its answers and the picture of its own.</summary>
    /// <param name="record">The record.</param>
    /// <param name="answers">The students' answers.</param>
    /// <param name="picture">The picture; null when there is none.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task<Removal> KeepRecordAsync(
        Assignment record, IReadOnlyList<StudentAnswer> answers, StoredObject? picture, CancellationToken cancellationToken) =>
        KeepAsync(
            Note(record.AssignmentId) with { IsRecordRemoved = true, Record = record, Answers = answers, Picture = picture }, cancellationToken);

    /// <summary>Keeps a picture that is about to be removed.</summary>
    /// <param name="assignmentId">The assignment.</param>
    /// <param name="record">Its record, which is about to lose the picture; null without one.</param>
    /// <param name="picture">The picture.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task<Removal> KeepPictureAsync(string assignmentId, Assignment? record, StoredObject picture, CancellationToken cancellationToken) =>
        KeepAsync(Note(assignmentId) with { Record = record, Picture = picture }, cancellationToken);

    /// <summary>Deletes a kept picture.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task DeleteAsync(StoredObject picture, CancellationToken cancellationToken) => trash.MoveAsync(picture, cancellationToken);

    /// <summary>The note of an assignment; null when there is none.</summary>
    /// <param name="assignmentId">The assignment.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task<TrashNote?> FindAsync(string assignmentId, CancellationToken cancellationToken) =>
        await trash.ReadNoteAsync(assignmentId, cancellationToken).ConfigureAwait(false) is { } json
        && TrashNoteJson.Read(json, assignmentId) is var note && note.AssignmentId == assignmentId
            ? note
            : null;

    /// <summary>Puts the picture of a note back.</summary>
    /// <param name="picture">The picture.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public Task<StoredObject> BringBackAsync(StoredObject picture, CancellationToken cancellationToken) =>
        trash.BringBackAsync(picture, cancellationToken);

    /// <summary>Gives up a note, all of which was brought back; the removal before it takes its place.</summary>
    /// <param name="note">The note.</param>
    /// <param name="cancellationToken">Stops the work.</param>
    public async Task ForgetAsync(TrashNote note, CancellationToken cancellationToken)
    {
        if (note.Picture is { } picture)
            await trash.DropAsync(picture, cancellationToken).ConfigureAwait(false);
        // Last, because the note is what finishes a call that was stopped.
        if (note.Former is { } former)
            await trash.WriteNoteAsync(note.AssignmentId, TrashNoteJson.Write(former), cancellationToken).ConfigureAwait(false);
        else
            await trash.DeleteNoteAsync(note.AssignmentId, cancellationToken).ConfigureAwait(false);
    }

    private TrashNote Note(string assignmentId) => new() { AssignmentId = assignmentId, RemovedAt = EpochSeconds.Now(timeProvider) };

    private async Task<Removal> KeepAsync(TrashNote note, CancellationToken cancellationToken)
    {
        if (await FindAsync(note.AssignmentId, cancellationToken).ConfigureAwait(false) is { } existing)
            note = Join(existing, note);
        var until = await trash.WriteNoteAsync(note.AssignmentId, TrashNoteJson.Write(note), cancellationToken).ConfigureAwait(false);
        return new Removal(note.AssignmentId, until);
    }

    private static TrashNote Join(TrashNote existing, TrashNote note)
    {
        // A removal that was stopped, or could not delete the picture, left it without its record.
        if (note.Record is null && existing.Record is not null && existing.Picture?.Key == note.Picture?.Key
            && existing.Picture?.ETag == note.Picture?.ETag)
        {
            return existing with { Picture = note.Picture };
        }

        return note.Picture is null && existing.Picture is not null ? note with { Former = existing with { Former = null } } : note;
    }
}
