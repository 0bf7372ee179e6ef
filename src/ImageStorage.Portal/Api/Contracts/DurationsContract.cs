namespace ImageStorage.Portal.Api.Contracts;

/// <summary>How long each stage of a picture took, in milliseconds.</summary>
/// <param name="Generate">Generating or reading the picture; null when it existed.</param>
/// <param name="Optimize">Optimizing the picture.</param>
/// <param name="Upload">Writing the object, with all attempts, and the record.</param>
/// <param name="Total">From the request to the record.</param>
internal sealed record DurationsContract(double? Generate, double? Optimize, double? Upload, double Total);
