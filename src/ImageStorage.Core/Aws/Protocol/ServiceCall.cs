namespace ImageStorage.Aws.Protocol;

/// <summary>A request to an AWS service, for the message and the log when it fails.</summary>
/// <param name="Service">The service's name for messages: <c>Amazon CloudFront</c>.</param>
/// <param name="Doing">What the request does, for messages: <c>read the distribution 'E123'</c>.</param>
/// <param name="Permission">The IAM action that it needs.</param>
/// <param name="Region">The region that the request was signed for.</param>
internal sealed record ServiceCall(string Service, string Doing, string Permission, string Region);
