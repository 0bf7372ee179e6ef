namespace ImageStorage.Configuration;

/// <summary>Looks at a value.</summary>
/// <param name="value">The value as it was set, without blanks around it.</param>
/// <param name="usable">The value as it is used.</param>
/// <returns>Null when the value can be used; else what it must be, as the end of the sentence "Use ...".</returns>
internal delegate string? SettingRule(string value, out string usable);
