namespace ImageStorage.Records.Dynamo;

/// <summary>What was asked of DynamoDB, for the message and the log when it fails.</summary>
/// <param name="Doing">What the caller may be allowed to do: <c>read</c>, <c>write</c>, <c>delete</c>, <c>list</c>.</param>
/// <param name="Permission">The IAM action that it needs.</param>
/// <param name="Table">The table.</param>
/// <param name="Kind">Which of the tables that is.</param>
/// <param name="Region">The region that the request was signed for.</param>
/// <param name="Index">The index that was queried; null for the table itself.</param>
internal sealed record DynamoCall(string Doing, string Permission, string Table, DynamoTableKind Kind, string Region, string? Index = null);
