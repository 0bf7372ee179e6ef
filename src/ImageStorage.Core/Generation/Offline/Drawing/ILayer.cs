namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>
/// One element of a picture. A picture is painted row by row through all of its layers, from the back to the front, so that the row stays
/// in the processor's cache and only the finished bytes are allocated.
/// </summary>
internal interface ILayer
{
    void Paint(int y, PixelRow row);
}
