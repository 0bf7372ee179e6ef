namespace ImageStorage.Records.Dynamo;

/// <summary>A request to DynamoDB, for the message and the log when it fails.</summary>
/// <param name="Doing">The verb for messages: <c>read</c>, <c>write</c>, <c>delete</c>, <c>list</c>.</param>
/// <param name="Permission">The IAM action that it needs.</param>
/// <param name="Table">The table.</param>
/// <param name="Kind">Which kind of table it is.</param>
/// <param name="Region">The region that the request was signed for.</param>
/// <param name="Index">The index that was queried; null for the table itself.</param>
internal sealed record DynamoCall(string Doing, string Permission, string Table, DynamoTableKind Kind, string Region, string? Index = null);
