namespace ImageStorage;

/// <summary>What a repair is about to delete or to give up, as a whole, for the one question about it.</summary>
/// <param name="Action"><see cref="RepairAction.Remove"/> or <see cref="RepairAction.MarkFailed"/>.</param>
/// <param name="Count">How many objects or records.</param>
/// <param name="Total">Of how many in the store.</param>
/// <param name="Description">Numbers and names in a sentence.</param>
public sealed record RepairBatch(RepairAction Action, int Count, long Total, string Description);
