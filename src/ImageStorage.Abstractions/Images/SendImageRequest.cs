namespace ImageStorage;

/// <summary>A picture to be stored as it is, without a record.</summary>
public sealed record SendImageRequest
{
    /// <summary>The picture: as it came, or optimised.</summary>
    public required ImageSource Source { get; init; }

    /// <summary>The result of its optimisation; null when it was not optimised.</summary>
    public OptimizedImage? Optimized { get; init; }

    /// <summary>The assignment that the key names; null for the picture's name.</summary>
    public string? AssignmentId { get; init; }

    /// <summary>The teacher, for the object's metadata.</summary>
    public string? TeacherId { get; init; }

    /// <summary>True to replace other bytes under the key.</summary>
    public bool Force { get; init; }

    /// <summary>True for a picture that never expires.</summary>
    public bool Permanent { get; init; }
}
