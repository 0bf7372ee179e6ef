using System.Collections;
using System.Management.Automation;

namespace ImageStorage.Cmdlets.Binding;

/// <summary>
/// Accepts answers as people and files write them: by question id (<c>@{ 1 = 'Paris' }</c>, or an object of JSON), as texts in the order of the
/// questions, or as objects with QuestionId or Id and Answer.
/// </summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class GivenAnswerTransformationAttribute : ArgumentTransformationAttribute
{
    private static readonly string[] IdNames = ["QuestionId", "Id"];

    /// <inheritdoc />
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var input = Unwrap(inputData);
        var answers = input switch
        {
            GivenAnswer[] known => known,
            IList list => [.. list.Cast<object?>().Select(Convert)],
            _ when IsText(input) || IsAnswer(input) => [Convert(input)],
            _ => [.. Properties(input!).Select(pair => new GivenAnswer(pair.Key, Text(pair.Value)))],
        };
        if (answers.Select(answer => answer.QuestionId is null).Distinct().Count() > 1)
        {
            throw new ArgumentTransformationMetadataException(
                "Some answers name their question and some do not. Give every answer a QuestionId, or give none of them one.");
        }

        var byQuestion = answers.Where(answer => answer.QuestionId is not null).GroupBy(answer => answer.QuestionId);
        if (byQuestion.FirstOrDefault(group => group.Count() > 1) is { } twice)
            throw new ArgumentTransformationMetadataException($"Question '{twice.Key}' is answered twice. Give one answer to each question.");
        return answers;
    }

    private static GivenAnswer Convert(object? item)
    {
        var value = Unwrap(item);
        if (IsText(value))
            return new GivenAnswer(null, Text(value));
        if (!IsAnswer(value))
        {
            throw new ArgumentTransformationMetadataException(
                "An answer in the list is neither a text nor an object with QuestionId and Answer. Write @{ QuestionId = '1'; Answer = '...' }.");
        }

        var properties = Properties(value!).ToList();
        return new GivenAnswer(Text(Find(properties, IdNames)), Text(Find(properties, "Answer")));
    }

    // A custom object of PowerShell is formattable too, but it is not a text.
    private static bool IsText(object? value) => value is null or string or bool or IFormattable and not PSObject;

    private static bool IsAnswer(object? value) =>
        value is not null && Properties(value).ToList() is var properties && Find(properties, IdNames) is not null && Has(properties, "Answer");

    private static bool Has(IEnumerable<KeyValuePair<string, object?>> properties, string name) =>
        properties.Any(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase));

    private static object? Find(IEnumerable<KeyValuePair<string, object?>> properties, params string[] names) =>
        names.SelectMany(name => properties.Where(pair => string.Equals(pair.Key, name, StringComparison.OrdinalIgnoreCase)))
            .Select(pair => Unwrap(pair.Value)).FirstOrDefault();

    private static IEnumerable<KeyValuePair<string, object?>> Properties(object value) => value is IDictionary dictionary
        ? dictionary.Cast<DictionaryEntry>().Select(entry => KeyValuePair.Create(Text(entry.Key)!, entry.Value))
        : PSObject.AsPSObject(value).Properties.Select(property => KeyValuePair.Create(property.Name, (object?)property.Value));

    // PowerShell's own conversion gives the same text in every culture.
    private static string? Text(object? value) => value is null ? null : LanguagePrimitives.ConvertTo<string>(value);

    private static object? Unwrap(object? value) => value is PSObject { BaseObject: not PSCustomObject } wrapped ? wrapped.BaseObject : value;
}
