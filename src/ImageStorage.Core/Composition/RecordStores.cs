namespace ImageStorage.Composition;

/// <summary>The repositories of the record store, which is one of three kinds.</summary>
/// <param name="Kind"><see cref="StoreHealth.Kind"/>.</param>
/// <param name="Assignments">The records.</param>
/// <param name="Answers">The students' answers, beside them.</param>
/// <param name="Checked">The records with one attempt per request, for health checks.</param>
/// <param name="CheckedAnswers">The answers with one attempt per request, for health checks.</param>
internal sealed record RecordStores(
    string Kind, IAssignmentRepository Assignments, IAnswerRepository Answers, IAssignmentRepository Checked, IAnswerRepository CheckedAnswers);
