using System.Management.Automation;

namespace ImageStorage.Cmdlets.Binding;

/// <summary>Limits the length of an optional text; none is allowed, unlike with PowerShell's own attribute.</summary>
/// <param name="max">The largest number of characters.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionalLengthAttribute(int max) : ValidateArgumentsAttribute
{
    /// <summary>The largest number of characters.</summary>
    public int Max { get; } = max;

    /// <inheritdoc />
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is string text && text.Length > Max)
            throw new ValidationMetadataException($"It has {text.Length} characters. Use {Max} at most.");
    }
}
