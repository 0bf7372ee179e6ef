namespace ImageStorage.Composition;

/// <summary>What is kept in the record store, which is one of three kinds.</summary>
/// <param name="Kind"><see cref="StoreHealth.Kind"/>.</param>
/// <param name="Assignments">The records.</param>
/// <param name="Answers">The students' answers, beside them.</param>
/// <param name="Checked">The records, asked with one attempt.</param>
/// <param name="CheckedAnswers">The answers, asked with one attempt.</param>
internal sealed record RecordStores(
    string Kind, IAssignmentRepository Assignments, IAnswerRepository Answers, IAssignmentRepository Checked, IAnswerRepository CheckedAnswers);
