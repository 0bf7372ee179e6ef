using System.Management.Automation;

namespace ImageStorage.Cmdlets.Commands.Bases;

/// <summary>One input image, with the object that the user passed in.</summary>
/// <param name="Source">The image; not read yet.</param>
/// <param name="Target">What the user passed in; the target of errors.</param>
/// <param name="Optimized">The optimised image, when the input is the output of Optimize-Image.</param>
internal sealed record ImageInput(ImageSource Source, object Target, OptimizedImage? Optimized = null);
