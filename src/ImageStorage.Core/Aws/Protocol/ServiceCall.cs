namespace ImageStorage.Aws.Protocol;

/// <summary>What was asked of a service that keeps infrastructure, for the message and the log when it fails.</summary>
/// <param name="Service">The service, as people call it: <c>Amazon CloudFront</c>.</param>
/// <param name="Doing">What the caller may be allowed to do: <c>read the distribution 'E123'</c>.</param>
/// <param name="Permission">The IAM action that it needs.</param>
/// <param name="Region">The region that the request was signed for.</param>
internal sealed record ServiceCall(string Service, string Doing, string Permission, string Region);
