using ImageStorage.Testing.Images;

namespace ImageStorage.Cmdlets;

/// <summary>Small real pictures for tests that are not about pixels.</summary>
internal static class TestPictures
{
    public static byte[] Png(int seed = 1, int width = 64, int height = 48) =>
        new ImageSpec(width, height, PixelKind.Rgb8, ImageContent.Photo, ImageFormat.Png, false, 1, false, seed).Encode();

    /// <summary>Writes pictures <c>quiz-000.png</c>, ... into a folder.</summary>
    public static IReadOnlyList<string> Write(string folder, int count)
    {
        Directory.CreateDirectory(folder);
        return [.. Enumerable.Range(0, count).Select(index =>
        {
            var path = Path.Combine(folder, $"quiz-{index:000}.png");
            File.WriteAllBytes(path, Png(index));
            return path;
        })];
    }
}
