namespace ImageStorage;

/// <summary>An image's header.</summary>
/// <param name="Format">The format, by content and not by name.</param>
/// <param name="Width">Width in pixels as stored, before any orientation is applied.</param>
/// <param name="Height">Height in pixels of one frame, as stored.</param>
/// <param name="Frames">Frames of an animation; 1 for a still picture.</param>
public sealed record ImageHeader(ImageFormat Format, int Width, int Height, int Frames);
