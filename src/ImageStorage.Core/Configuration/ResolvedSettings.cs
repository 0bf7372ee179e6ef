namespace ImageStorage.Configuration;

/// <summary>All settings with the values that won.</summary>
/// <param name="All">In the order in which they are listed.</param>
/// <param name="Environment">The environment that was chosen; null for none.</param>
internal sealed record ResolvedSettings(IReadOnlyList<ResolvedSetting> All, ChosenEnvironment? Environment)
{
    public ResolvedSetting this[string name] => All.Single(setting => setting.Name == name);
}
