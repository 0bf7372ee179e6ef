namespace ImageStorage;

/// <summary>What a call would do with one item.</summary>
public enum PlanAction
{
    /// <summary>It makes something new: a picture from a prompt, a stored image, a record.</summary>
    Make,

    /// <summary>It uses what is stored already: nothing is generated and nothing is billed.</summary>
    Reuse,

    /// <summary>It removes something.</summary>
    Remove,

    /// <summary>It refuses the item, because another picture or record is there and -Force was not given.</summary>
    Conflict,

    /// <summary>It refuses the item, because the id, the prompt, the seed, the model or the image cannot be used.</summary>
    Invalid,

    /// <summary>It refuses the item, because the file, the assignment or the image is not there.</summary>
    Missing,
}
