namespace ImageStorage.Portal.Api.Contracts;

/// <summary>How long the stations of a picture's way took, in milliseconds.</summary>
/// <param name="Generate">Making or reading the picture; null when it was there already.</param>
/// <param name="Optimize">Making it smaller.</param>
/// <param name="Upload">Writing the object, all attempts, and the record.</param>
/// <param name="Total">From the request to the record.</param>
internal sealed record DurationsContract(double? Generate, double? Optimize, double? Upload, double Total);
