namespace ImageStorage.Health;

/// <summary>The stores as the health check calls them: without retries.</summary>
/// <param name="Objects">The object store, without retries.</param>
/// <param name="ObjectsKind"><see cref="StoreHealth.Kind"/> of the object store.</param>
/// <param name="Records">The record store, without retries.</param>
/// <param name="Answers">The store of students' answers, which have their own table in DynamoDB, without retries.</param>
/// <param name="RecordsKind"><see cref="StoreHealth.Kind"/> of the record store.</param>
internal sealed record CheckedStores(
    IObjectStore Objects, string ObjectsKind, IAssignmentRepository Records, IAnswerRepository Answers, string RecordsKind);
