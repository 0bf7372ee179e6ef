namespace ImageStorage;

/// <summary>What a repair does about a finding.</summary>
public enum RepairAction
{
    /// <summary>Nothing: a person has to decide.</summary>
    None,

    /// <summary>The record is set to success, as the call that was interrupted would have done.</summary>
    Finish,

    /// <summary>The record is set to failed, with the reason; running the same New-AssignmentImage again creates the picture.</summary>
    MarkFailed,

    /// <summary>The object is deleted.</summary>
    Remove,
}
