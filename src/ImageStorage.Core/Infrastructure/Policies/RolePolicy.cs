namespace ImageStorage.Infrastructure.Policies;

/// <summary>What a role holds.</summary>
/// <param name="Account">The id of its account.</param>
/// <param name="Policy">All its policies as one.</param>
internal sealed record RolePolicy(string Account, PolicyDocument Policy);
