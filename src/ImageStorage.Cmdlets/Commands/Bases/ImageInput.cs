using System.Management.Automation;

namespace ImageStorage.Cmdlets.Commands.Bases;

/// <summary>One image that came in, with what the user passed in for it.</summary>
/// <param name="Source">The image, unread.</param>
/// <param name="Target">What the user passed in; the target of errors.</param>
/// <param name="Optimized">The result of an optimisation before, if it was one.</param>
internal sealed record ImageInput(ImageSource Source, object Target, OptimizedImage? Optimized = null);
