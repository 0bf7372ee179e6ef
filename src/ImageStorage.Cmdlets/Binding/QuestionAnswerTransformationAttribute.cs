using System.Collections;
using System.Globalization;
using System.Management.Automation;

namespace ImageStorage.Cmdlets.Binding;

/// <summary>Accepts questions as people write them, <c>@{ Question = '...'; Answer = '...' }</c>, and numbers those that have no id.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class QuestionAnswerTransformationAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var input = inputData is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : inputData;
        var items = input is IList list ? list.Cast<object>() : [input];
        return items.Select((item, index) => Convert(item, (index + 1).ToString(CultureInfo.InvariantCulture))).ToArray();
    }

    private static QuestionAnswer Convert(object item, string position)
    {
        var value = item is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : item;
        return value is QuestionAnswer known
            ? known
            : new QuestionAnswer(Text(value, "Id") ?? position, Required(value, "Question", position), Required(value, "Answer", position));
    }

    private static string Required(object value, string name, string position) => Text(value, name) is { Length: > 0 } text
        ? text
        : throw new ArgumentTransformationMetadataException($"Question {position} has no {name}. Write @{{ Question = '...'; Answer = '...' }}.");

    private static string? Text(object value, string name) => value switch
    {
        IDictionary dictionary => dictionary.Keys.Cast<object>()
            .Where(key => string.Equals(key.ToString(), name, StringComparison.OrdinalIgnoreCase))
            .Select(key => dictionary[key]?.ToString()).FirstOrDefault(),
        _ => PSObject.AsPSObject(value).Properties[name]?.Value?.ToString(),
    };
}
