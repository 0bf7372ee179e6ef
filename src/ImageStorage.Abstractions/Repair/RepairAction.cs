namespace ImageStorage;

/// <summary>What a repair does about a finding.</summary>
public enum RepairAction
{
    /// <summary>Nothing: it is for a person to look at.</summary>
    None,

    /// <summary>The record is set to success, as the call that was interrupted would have done.</summary>
    Finish,

    /// <summary>The record is set to failed, with the reason; the same New-AssignmentImage again makes the picture.</summary>
    MarkFailed,

    /// <summary>The object is deleted.</summary>
    Remove,
}
