using System.Management.Automation;

namespace ImageStorage.Cmdlets.Binding;

/// <summary>Validates an optional number; none is allowed, unlike with PowerShell's own attribute.</summary>
/// <param name="min">The smallest number.</param>
/// <param name="max">The largest number.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionalRangeAttribute(long min, long max) : ValidateArgumentsAttribute
{
    /// <summary>The smallest number.</summary>
    public long Min { get; } = min;

    /// <summary>The largest number.</summary>
    public long Max { get; } = max;

    /// <inheritdoc />
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is not long value || (value >= Min && value <= Max))
            return;
        throw new ValidationMetadataException(
            value == OptionalNumberAttribute.NoNumber ? $"It is not a whole number from {Min} to {Max}." : $"{value} is not from {Min} to {Max}.");
    }
}
