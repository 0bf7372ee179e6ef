using System.Globalization;
using System.Management.Automation;

namespace ImageStorage.Cmdlets.Binding;

/// <summary>
/// Reads an optional whole number as a CSV file has it: a blank cell is none. Text that is no number must not be dropped, as PowerShell does
/// with a property that it cannot convert, so it becomes a number that <see cref="OptionalRangeAttribute"/> refuses.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class OptionalNumberAttribute : ArgumentTransformationAttribute
{
    /// <summary>Stands for text that is no whole number.</summary>
    internal const long NoNumber = long.MinValue;

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) switch
        {
            string text when string.IsNullOrWhiteSpace(text) => null,
            string text => long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number : NoNumber,
            _ => inputData,
        };
}
