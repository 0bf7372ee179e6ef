using System.Management.Automation;

namespace ImageStorage.Cmdlets.Binding;

/// <summary>Validates a time span. PowerShell's own range attribute compares no time spans.</summary>
/// <param name="minSeconds">The shortest, in seconds.</param>
/// <param name="maxSeconds">The longest, in seconds.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ValidateDurationAttribute(double minSeconds, double maxSeconds) : ValidateArgumentsAttribute
{
    /// <summary>The shortest, in seconds.</summary>
    public double MinSeconds { get; } = minSeconds;

    /// <summary>The longest, in seconds.</summary>
    public double MaxSeconds { get; } = maxSeconds;

    /// <inheritdoc />
    protected override void Validate(object arguments, EngineIntrinsics engineIntrinsics)
    {
        if (arguments is TimeSpan value && (value.TotalSeconds < MinSeconds || value.TotalSeconds > MaxSeconds))
            throw new ValidationMetadataException($"{value} is not between {TimeSpan.FromSeconds(MinSeconds)} and {TimeSpan.FromSeconds(MaxSeconds)}.");
    }
}
