using System.Management.Automation;
using System.Reflection;

namespace ImageStorage.Cmdlets;

/// <summary>What scripts of users rely on, as text: cmdlets with their parameters, the properties of what they write, ErrorIds and settings.</summary>
internal static class PublicSurface
{
    public static string Describe() => string.Join('\n', [.. Commands(), "", .. Outputs(), "", .. Errors(), "", .. Settings(), ""]);

    private static IEnumerable<string> Commands() => CommandTypes()
        .OrderBy(CommandName, StringComparer.Ordinal)
        .SelectMany(type => new[] { CommandLine(type) }.Concat(Parameters(type)));

    private static IEnumerable<Type> CommandTypes() =>
        typeof(Cmdlets.Errors.ErrorRecords).Assembly.GetTypes().Where(type => type.IsDefined(typeof(CmdletAttribute), false));

    private static string CommandName(Type type)
    {
        var cmdlet = type.GetCustomAttribute<CmdletAttribute>()!;
        return $"{cmdlet.VerbName}-{cmdlet.NounName}";
    }

    private static string CommandLine(Type type)
    {
        var cmdlet = type.GetCustomAttribute<CmdletAttribute>()!;
        var outputs = type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type).Select(output => output.Name).Order(StringComparer.Ordinal);
        return $"{CommandName(type)} ShouldProcess={cmdlet.SupportsShouldProcess} Impact={cmdlet.ConfirmImpact} -> {string.Join(", ", outputs)}";
    }

    private static IEnumerable<string> Parameters(Type type) => type.GetProperties()
        .SelectMany(property => property.GetCustomAttributes<ParameterAttribute>().Select(parameter => (Property: property, Parameter: parameter)))
        .OrderBy(pair => pair.Property.Name, StringComparer.Ordinal)
        .ThenBy(pair => pair.Parameter.ParameterSetName, StringComparer.Ordinal)
        .Select(pair => ParameterLine(pair.Property, pair.Parameter));

    private static string ParameterLine(PropertyInfo property, ParameterAttribute parameter)
    {
        string[] traits =
        [
            parameter.ParameterSetName == ParameterAttribute.AllParameterSets ? "" : $"set={parameter.ParameterSetName}",
            parameter.Mandatory ? "mandatory" : "",
            parameter.Position == int.MinValue ? "" : $"position={parameter.Position}",
            parameter.ValueFromPipeline ? "pipeline" : "",
            parameter.ValueFromPipelineByPropertyName ? "property" : "",
            property.GetCustomAttribute<AliasAttribute>() is { } alias ? $"alias={string.Join(',', alias.AliasNames)}" : "",
        ];
        return $"  -{property.Name} {TypeName(property.PropertyType)} {string.Join(' ', traits.Where(trait => trait != ""))}".TrimEnd();
    }

    private static IEnumerable<string> Outputs() => CommandTypes()
        .SelectMany(type => type.GetCustomAttributes<OutputTypeAttribute>().SelectMany(output => output.Type))
        .Select(output => output.Type)
        .Where(type => type?.Namespace == nameof(ImageStorage))
        .Append(typeof(ImageMetadata))
        .Append(typeof(QuestionAnswer))
        .Distinct()
        .OrderBy(type => type!.Name, StringComparer.Ordinal)
        .SelectMany(type => new[] { type!.Name }.Concat(type.IsEnum ? EnumLines(type) : PropertyLines(type)));

    private static IEnumerable<string> PropertyLines(Type type) => type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .OrderBy(property => property.Name, StringComparer.Ordinal)
        .Select(property => $"  .{property.Name} {TypeName(property.PropertyType)}");

    private static IEnumerable<string> EnumLines(Type type) => Enum.GetNames(type).Order(StringComparer.Ordinal).Select(name => $"  {name}");

    private static IEnumerable<string> Errors() => Enum.GetValues<ImageStorageError>()
        .Select(error => $"ErrorId {error} {Cmdlets.Errors.ErrorRecords.Category(error)}")
        .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Settings() => typeof(SettingName)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .Select(field => $"Setting {field.GetRawConstantValue()}")
        .Order(StringComparer.Ordinal);

    private static string TypeName(Type type) => type switch
    {
        { IsArray: true } => TypeName(type.GetElementType()!) + "[]",
        { IsGenericType: true } => $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GenericTypeArguments.Select(TypeName))}>",
        _ => type.Name,
    };
}
