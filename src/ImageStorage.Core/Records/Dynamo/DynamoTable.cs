using ImageStorage.Records.Mapping;
using ImageStorage.Resilience;

namespace ImageStorage.Records.Dynamo;

/// <summary>
/// The names of the DynamoDB table, which only the infrastructure creates. The key is <see cref="Id"/>, a string. All
/// indexes project all attributes and are sorted by the number <c>created_at</c>. DynamoDB does not order records of equal times,
/// so they are read together and ordered by id here.
/// </summary>
internal static class DynamoTable
{
    /// <summary>The key; <c>assignment_id</c> is stored too.</summary>
    public const string Id = "id";

    /// <summary>
    /// The partition key of the list index, <see cref="AllLists"/> in every record that this application wrote. Documents of other applications
    /// lack it until this application updates them (<see cref="DynamoUnlisted"/>). The index has one partition, which accepts 1,000 writes a second.
    /// </summary>
    public const string List = "list";

    public const string AllLists = "all";

    /// <summary>Different for each write: distinguishes a write whose answer was lost from another client's write.</summary>
    public const string WriteId = "write_id";

    /// <summary>Partition key <c>teacher_id</c>, sort key <c>created_at</c>.</summary>
    public const string TeacherIndex = "teacher_id-created_at-index";

    /// <summary>Partition key <c>list</c>, sort key <c>created_at</c>.</summary>
    public const string ListIndex = "list-created_at-index";

    /// <summary>Partition key <c>generation_key</c>, sort key <c>created_at</c>: only records with a generated picture are in it.</summary>
    public const string GenerationIndex = "generation_key-created_at-index";

    /// <summary>DynamoDB's limit for one item, names included, in bytes.</summary>
    public const int MaxItemBytes = 400 * 1024;

    /// <summary>A request takes milliseconds, so an unreachable store is reported within ten seconds.</summary>
    public static readonly ResilienceOptions Resilience = new() { Timeout = TimeSpan.FromSeconds(9) };

    public static readonly DynamoTableKind Kind = new(
        "record",
        $"the partition key '{Id}' (a string) and no sort key",
        "the limit is 400 KB for a record, and 2 KB for its teacher's id. Shorten the prompt or the questions, or divide them between two "
        + "assignments.");

    /// <summary>Describes the keys of an index for a message.</summary>
    public static string KeysOf(string index)
    {
        var partition = index switch
        {
            TeacherIndex => AssignmentFields.TeacherId,
            ListIndex => List,
            GenerationIndex => AssignmentFields.GenerationKey,
            _ => throw new ArgumentOutOfRangeException(nameof(index), index, "This index is not known."),
        };
        return $"partition key '{partition}' (a string), sort key '{AssignmentFields.CreatedAt}' (a number)";
    }
}
