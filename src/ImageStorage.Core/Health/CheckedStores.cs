namespace ImageStorage.Health;

/// <summary>The stores as they are asked after their health: with one attempt.</summary>
/// <param name="Objects">The object store, without what tries again.</param>
/// <param name="ObjectsKind"><see cref="StoreHealth.Kind"/> of it.</param>
/// <param name="Records">The record store, with one attempt.</param>
/// <param name="Answers">The students' answers, which have a table of their own in DynamoDB, with one attempt.</param>
/// <param name="RecordsKind"><see cref="StoreHealth.Kind"/> of it.</param>
internal sealed record CheckedStores(
    IObjectStore Objects, string ObjectsKind, IAssignmentRepository Records, IAnswerRepository Answers, string RecordsKind);
