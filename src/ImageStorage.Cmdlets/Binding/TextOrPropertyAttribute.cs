using System.Management.Automation;

namespace ImageStorage.Cmdlets.Binding;

/// <summary>
/// Uses text from a pipeline as it is, and the named property of any other object. Without this, PowerShell would convert the object
/// itself to text: the name of its type, or its path.
/// </summary>
/// <param name="name">The property's name.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextOrPropertyAttribute(string name) : ArgumentTransformationAttribute
{
    /// <summary>The property's name.</summary>
    public string Name { get; } = name;

    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is null or string or PSObject { BaseObject: string } ? inputData : PSObject.AsPSObject(inputData).Properties[Name]?.Value;
}
