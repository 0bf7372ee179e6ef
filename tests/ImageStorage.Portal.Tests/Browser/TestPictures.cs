using ImageStorage.Testing.Images;

namespace ImageStorage.Portal.Browser;

/// <summary>Small valid pictures.</summary>
internal static class TestPictures
{
    public static byte[] Png(int seed = 1, int width = 640, int height = 480) =>
        new ImageSpec(width, height, PixelKind.Rgb8, ImageContent.Photo, ImageFormat.Png, false, 1, false, seed).Encode();
}
