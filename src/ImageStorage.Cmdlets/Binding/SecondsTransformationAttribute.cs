using System.Globalization;
using System.Management.Automation;

namespace ImageStorage.Cmdlets.Binding;

/// <summary>Reads a bare number as seconds; PowerShell would read it as ticks of 100 nanoseconds.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class SecondsTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is int or long or double ? TimeSpan.FromSeconds(Convert.ToDouble(value, CultureInfo.InvariantCulture)) : value;
    }
}
