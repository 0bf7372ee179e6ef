namespace ImageStorage.Infrastructure.Policies;

/// <summary>What somebody asks AWS to do.</summary>
/// <param name="Action">The action: s3:GetObject.</param>
/// <param name="Resource">The ARN it is done to; * for actions that have none.</param>
/// <param name="Context">Values of condition keys, by their lower-case names.</param>
public sealed record PolicyRequest(string Action, string Resource, IReadOnlyDictionary<string, string> Context);
