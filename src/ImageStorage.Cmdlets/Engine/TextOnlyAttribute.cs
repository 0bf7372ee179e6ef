using System.Management.Automation;

namespace ImageStorage.Cmdlets.Engine;

/// <summary>Takes text only: the engine would turn any object of a pipeline into the name of its type or its path.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextOnlyAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData) =>
        inputData is null or string or PSObject { BaseObject: string }
            ? inputData
            : throw new ArgumentTransformationMetadataException($"An object of type {inputData.GetType().Name} is no text.");
}
