using System.Management.Automation;

namespace ImageStorage.Cmdlets.Binding;

/// <summary>
/// Takes text from a pipeline as it is, and of any other object the property of that name: the engine would bind the object itself first,
/// turned into the name of its type or its path.
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
