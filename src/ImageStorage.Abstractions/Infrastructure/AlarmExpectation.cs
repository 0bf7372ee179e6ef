namespace ImageStorage;

/// <summary>The expected settings of one alarm.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Threshold">Its threshold in percent; null for the default of terraform/.</param>
/// <param name="Action">The ARN that it must notify; null when any is accepted.</param>
public sealed record AlarmExpectation(string Name, double? Threshold = null, string? Action = null);
