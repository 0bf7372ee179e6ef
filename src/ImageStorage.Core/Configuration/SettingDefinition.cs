namespace ImageStorage.Configuration;

/// <summary>All that is known of one setting.</summary>
internal sealed record SettingDefinition
{
    /// <summary>The setting's name, which is also the first environment variable's.</summary>
    public required string Name { get; init; }

    /// <summary>What the setting is for.</summary>
    public required string Description { get; init; }

    /// <summary>What makes a value usable.</summary>
    public required SettingRule Rule { get; init; }

    /// <summary>The value when none is set; null for none.</summary>
    public Func<SettingDefaults, string?> Default { get; init; } = _ => null;

    /// <summary>True for a value that is shown masked only.</summary>
    public bool IsSecret { get; init; }

    /// <summary>An environment variable that is looked at after the one of the setting's name.</summary>
    public string? OtherVariable { get; init; }

    /// <summary>The environment variables that are looked at, in their order.</summary>
    public IEnumerable<string> Variables => OtherVariable is null ? [Name] : [Name, OtherVariable];
}
