namespace ImageStorage.Generation.Offline.Drawing;

/// <summary>
/// One thing in a picture. A picture is painted a row at a time through all of its layers, from the back to the front, so that the row stays
/// in the processor's nearest cache and nothing larger than the finished bytes is ever allocated.
/// </summary>
internal interface ILayer
{
    void Paint(int y, PixelRow row);
}
