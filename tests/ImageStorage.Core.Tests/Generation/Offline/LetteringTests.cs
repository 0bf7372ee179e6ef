using ImageStorage.Generation.Offline.Drawing;
using NetVips;

namespace ImageStorage.Generation.Offline;

/// <summary>Reads the words off finished pictures: their ink, drawn alone, is laid over every row of the lower half, and must stand out somewhere.</summary>
public class LetteringTests
{
    private const int LegibleContrast = 110;

    [Theory]
    [InlineData("A red balloon over a quiet village at dawn")]
    [InlineData("What is the capital of France?")]
    [InlineData("3 + 4 × 5 = ?")]
    [InlineData("Photosynthesis")]
    [InlineData("Roots, stems and leaves")]
    [InlineData("The water cycle: evaporation, condensation, precipitation and collection, drawn for children of ten years")]
    public async Task GenerateAsync_letters_the_prompt_legibly(string prompt) =>
        Assert.True(await BestContrast(prompt, prompt) > LegibleContrast);

    [Fact]
    public async Task GenerateAsync_letters_no_other_words() =>
        Assert.True(await BestContrast("Photosynthesis", "Transportation") < LegibleContrast * 0.7);

    private static async Task<double> BestContrast(string prompt, string words)
    {
        var picture = await new OfflineImageGenerator().GenerateAsync(new(prompt, ImageModelId.Offline, 7), CancellationToken.None);
        using var image = Image.NewFromBuffer(picture.Data);
        using var grey = image.Colourspace(Enums.Interpretation.Bw);
        var pixels = grey.WriteToMemory<byte>();
        var (ink, height) = Ink(words);
        return Enumerable.Range(Picture.Size / 2, (Picture.Size / 2) - height).Max(top => Contrast(pixels, ink, top, height));
    }

    private static (byte[] Ink, int Height) Ink(string words)
    {
        var text = Assert.IsType<TextBlock>(TextBlock.Set(words, Picture.Size - 156));
        var height = text.Height + 20;
        var ink = new byte[Picture.Size * height * Picture.Channels];
        var layers = new ILayer[]
        {
            new GradientLayer(height, (0, default), (1, default)),
            new TextLayer(text, Picture.Size / 2, 4, new Colour(255, 255, 255)),
        };
        new Picture(layers, new Film(0, 0, 0)).Paint(Picture.Size, height, ink, CancellationToken.None);
        return (ink, height);
    }

    /// <summary>How much lighter the ink is than the paper close by it, on average.</summary>
    private static double Contrast(byte[] pixels, byte[] ink, int top, int height)
    {
        const int Near = 9;
        var (inked, inkedCount, bare, bareCount) = (0L, 1, 0L, 1);
        for (var y = 0; y < height; y++)
        {
            for (var x = Near; x < Picture.Size - Near; x++)
            {
                var pixel = pixels[((top + y) * Picture.Size) + x];
                var at = ((y * Picture.Size) + x) * Picture.Channels;
                if (ink[at] == 255)
                    (inked, inkedCount) = (inked + pixel, inkedCount + 1);
                else if (ink[at] == 0 && (ink[at - (Near * Picture.Channels)] == 255 || ink[at + (Near * Picture.Channels)] == 255))
                    (bare, bareCount) = (bare + pixel, bareCount + 1);
            }
        }

        return ((double)inked / inkedCount) - ((double)bare / bareCount);
    }
}
