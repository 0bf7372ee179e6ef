namespace ImageStorage.Infrastructure.Policies;

/// <summary>What somebody asks of AWS, as policies see it.</summary>
/// <param name="Action">The action, such as <c>s3:GetObject</c>.</param>
/// <param name="Resource">The ARN of what it is done to.</param>
internal sealed record PolicyRequest(string Action, string Resource)
{
    /// <summary>Values by the conditions' keys, in lower case.</summary>
    public IReadOnlyDictionary<string, string> Context { get; init; } = new Dictionary<string, string>();
}
