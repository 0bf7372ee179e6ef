using ImageStorage.Pairing;

namespace ImageStorage.Composition;

/// <summary>The repositories of the record store that <see cref="ImageStorageFactory"/> chose.</summary>
/// <param name="Kind"><see cref="StoreHealth.Kind"/>.</param>
/// <param name="Assignments">The records.</param>
/// <param name="Answers">The students' answers, beside them.</param>
/// <param name="Checked">The records with one attempt per request, for health checks.</param>
/// <param name="CheckedAnswers">The answers with one attempt per request, for health checks.</param>
/// <param name="Identity">Where the record store keeps the id of its pair.</param>
/// <param name="File">The file of the records in SQLite; null for the other kinds.</param>
internal sealed record RecordStores(
    string Kind, IAssignmentRepository Assignments, IAnswerRepository Answers, IAssignmentRepository Checked, IAnswerRepository CheckedAnswers,
    IStoreIdentity Identity, string? File = null);
