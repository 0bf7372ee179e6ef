namespace ImageStorage.Records.Dynamo;

/// <summary>What is particular to one of the tables, for its messages and its log.</summary>
/// <param name="Name">What an item is, in one word: the first half of an operation's name in the log.</param>
/// <param name="Keys">The key that the table must have.</param>
/// <param name="Limits">What DynamoDB takes of one item, and what to do about one that is larger.</param>
internal sealed record DynamoTableKind(string Name, string Keys, string Limits);
