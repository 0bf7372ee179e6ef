namespace ImageStorage.Trash;

/// <summary>What the trash knows of the last removal of an assignment or of its picture: enough to bring all of it back.</summary>
internal sealed record TrashNote
{
    public required string AssignmentId { get; init; }

    public required DateTimeOffset RemovedAt { get; init; }

    /// <summary>True when the record was removed; false when it lost its picture, or there was none.</summary>
    public bool IsRecordRemoved { get; init; }

    /// <summary>The record before the removal; null for a picture without one.</summary>
    public Assignment? Record { get; init; }

    public IReadOnlyList<StudentAnswer> Answers { get; init; } = [];

    /// <summary>The picture before the removal; null when there was none.</summary>
    public StoredObject? Picture { get; init; }

    /// <summary>The removal before this one, when this one had no picture and that one had.</summary>
    public TrashNote? Former { get; init; }
}
