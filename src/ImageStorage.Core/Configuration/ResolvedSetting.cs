using ImageStorage.Diagnostics;

namespace ImageStorage.Configuration;

/// <summary>A setting with the value that won, not yet looked at.</summary>
/// <param name="Definition">The setting.</param>
/// <param name="Value">The value; null for none.</param>
/// <param name="Source">Where the value came from.</param>
/// <param name="Place">The environment variable, or the named environment and its file.</param>
internal sealed record ResolvedSetting(SettingDefinition Definition, string? Value, ConfigurationSource Source, string? Place = null)
{
    public string Name => Definition.Name;

    public string Origin => Source switch
    {
        ConfigurationSource.Parameter => "the command's parameter",
        ConfigurationSource.Session => "Set-ImageStorageConfiguration in this session",
        ConfigurationSource.Environment or ConfigurationSource.NamedEnvironment => Place!,
        _ => "the default",
    };

    /// <summary>The value as it is used.</summary>
    /// <exception cref="ImageStorageException"><see cref="ImageStorageError.ConfigurationInvalid"/>.</exception>
    public string? Usable() => Value is null ? null : Definition.Rule(Value, out var usable) is { } fix
        ? throw new ImageStorageException(
            ImageStorageError.ConfigurationInvalid, $"{Name} has the value '{Masked(Value)}', from {Origin}, which cannot be used. Use {fix}.")
        : usable;

    /// <summary>The value for people: as it is used, or when it cannot be, as it was set.</summary>
    public string? Shown() => Value is null ? null : Masked(Definition.Rule(Value, out var usable) is null ? usable : Value);

    // A secret of a shape that is not known could have its password anywhere.
    private string Masked(string value) =>
        Definition.IsSecret && Definition.Rule(value, out _) is not null ? Redaction.Mask : Redaction.Text(value);
}
