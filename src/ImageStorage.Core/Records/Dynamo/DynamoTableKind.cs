namespace ImageStorage.Records.Dynamo;

/// <summary>The names and texts of one kind of table, for its messages and its log.</summary>
/// <param name="Name">The word for an item: the first part of an operation's name in the log.</param>
/// <param name="Keys">The key that the table must have.</param>
/// <param name="Limits">The limits of one item, and what to do about a larger one.</param>
internal sealed record DynamoTableKind(string Name, string Keys, string Limits);
