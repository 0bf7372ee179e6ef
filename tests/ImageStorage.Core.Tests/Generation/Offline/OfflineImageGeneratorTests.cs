using System.Security.Cryptography;
using CsCheck;
using ImageStorage.Optimization;
using NetVips;

namespace ImageStorage.Generation.Offline;

public class OfflineImageGeneratorTests
{
    private readonly OfflineImageGenerator _generator = new();

    private static readonly Gen<string> AnyText = Gen.OneOf(
        Gen.String[Gen.Char, 0, 80],
        Gen.String[Gen.Char.AlphaNumeric, 0, 400],
        Gen.String[Gen.Char['\0', '\x1F'], 0, 40],
        Gen.String[Gen.Char['\uD800', '\uDFFF'], 0, 40],
        Gen.String[Gen.Char['\u0590', '\u06FF'], 0, 80],
        Gen.Int[0, 20_000].Select(length => new string('i', length)),
        Gen.Int[0, 5_000].Select(count => string.Concat(Enumerable.Repeat("👩🏽‍🚀 ", count))));

    [Fact]
    public async Task GenerateAsync_same_prompt_and_seed_gives_the_same_bytes()
    {
        var first = await Generate("A lighthouse in the fog", 42);
        var second = await Generate("A lighthouse in the fog", 42);
        Assert.Equal(SHA256.HashData(first.Data), SHA256.HashData(second.Data));
    }

    // Changes with every change to the drawing, and then on purpose. It holds at any vector width and on any processor.
    [Theory]
    [InlineData("Photosynthesis", "BDCD64B516BED0B2")]
    [InlineData("A red balloon over a quiet village at dawn", "36CE3862FACB1E66")]
    [InlineData("What is the capital of France?", "AA9FB85DF62481A6")]
    [InlineData("Roots, stems and leaves", "055B26E8917C0D15")]
    [InlineData("3 + 4 × 5 = ?", "A25C3B553EB1B618")]
    public async Task GenerateAsync_pinned_prompt_gives_the_pinned_pixels(string prompt, string expected)
    {
        using var image = Image.NewFromBuffer((await Generate(prompt, 7)).Data);
        Assert.Equal(expected, Convert.ToHexString(SHA256.HashData(image.WriteToMemory<byte>()))[..16]);
    }

    [Fact]
    public async Task GenerateAsync_other_prompt_gives_another_picture() =>
        Assert.NotEqual((await Generate("A cat", 1)).Data, (await Generate("A dog", 1)).Data);

    [Fact]
    public async Task GenerateAsync_other_seed_gives_another_picture() =>
        Assert.NotEqual((await Generate("A cat", 1)).Data, (await Generate("A cat", 2)).Data);

    [Fact]
    public async Task GenerateAsync_without_a_seed_tells_the_seed_that_gives_the_same_picture()
    {
        var unseeded = await Generate("A cat", null);
        var seed = Assert.NotNull(unseeded.Seed);
        Assert.InRange(seed, 0, 4294967294);
        Assert.Equal(unseeded.Data, (await Generate("A cat", seed)).Data);
    }

    [Fact]
    public async Task GenerateAsync_names_itself_and_the_format()
    {
        var picture = await Generate("A cat", 5);
        Assert.Equal((ImageModelId.Offline, ImageFormat.Png, 5L), (picture.ModelId, picture.Format, picture.Seed));
    }

    [Fact]
    public async Task GenerateAsync_gives_a_png_of_the_weight_of_a_models()
    {
        var picture = await Generate("A cat", 5);
        Assert.InRange(picture.Data.Length, 900_000, 2_600_000);
    }

    [Fact]
    public Task GenerateAsync_any_prompt_gives_a_whole_png() =>
        Gen.Select(AnyText, Gen.Long[0, 4294967294]).SampleAsync(
            async (prompt, seed) => AssertWholePicture((await Generate(prompt, seed)).Data), iter: 100);

    [Theory]
    [InlineData("")]
    [InlineData(" \t\r\n ")]
    [InlineData("\u200B\u0301\uFE0F")]
    public async Task GenerateAsync_prompt_without_a_visible_word_gives_a_picture_all_the_same(string prompt) =>
        AssertWholePicture((await Generate(prompt, null)).Data);

    [Fact]
    public async Task GenerateAsync_many_at_once_give_what_each_gives_alone()
    {
        var prompts = Enumerable.Range(0, 12).Select(number => $"Picture number {number}").ToArray();
        var together = await Task.WhenAll(prompts.Select(prompt => Generate(prompt, 3)));
        foreach (var (prompt, picture) in prompts.Zip(together))
            Assert.Equal((await Generate(prompt, 3)).Data, picture.Data);
    }

    [Fact]
    [Trait("Property", "16")]
    public Task GenerateAsync_any_picture_is_at_least_30_per_cent_smaller_when_optimised() =>
        Gen.Select(Gen.String[Gen.Char.AlphaNumeric, 1, 60], Gen.Long[0, 4294967294]).SampleAsync(
            async (prompt, seed) =>
            {
                var png = (await Generate(prompt, seed)).Data;
                var options = new OptimizationOptions { MarkAsGenerated = true };
                var optimized = await new VipsImageOptimizer().OptimizeAsync(png, "quiz", options, CancellationToken.None);
                Assert.InRange(optimized.CompressionRatio, 0.3, 1);
            },
            iter: 100);

    [Fact]
    public async Task GenerateAsync_cancelled_before_it_starts_throws() =>
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => _generator.GenerateAsync(new ImageGenerationRequest("A cat", ImageModelId.Offline), new CancellationToken(canceled: true)));

    [Theory]
    [InlineData(1)]
    [InlineData(8)]
    [InlineData(20)]
    public async Task GenerateAsync_cancelled_while_many_are_painted_ends_soon(int milliseconds)
    {
        using var cancellation = new CancellationTokenSource();
        var pictures = Enumerable.Range(0, 40)
            .Select(number => _generator.GenerateAsync(new ImageGenerationRequest($"Cat {number}", ImageModelId.Offline), cancellation.Token))
            .ToArray();
        await Task.Delay(milliseconds, CancellationToken.None);
        await cancellation.CancelAsync();
        // A cancelled one ends within 100 ms; the rest is for a busy machine. Without cancellation none would throw.
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => Task.WhenAll(pictures).WaitAsync(TimeSpan.FromSeconds(1)));
        Assert.All(pictures, picture => Assert.True(picture.IsCompletedSuccessfully || picture.IsCanceled));
    }

    private static void AssertWholePicture(byte[] png)
    {
        Assert.Equal([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], png[..8]);
        using var image = Image.NewFromBuffer(png, failOn: Enums.FailOn.Warning);
        Assert.Equal((1024, 1024, 3, Enums.BandFormat.Uchar), (image.Width, image.Height, image.Bands, image.Format));
        Assert.Equal(1024 * 1024 * 3, image.WriteToMemory<byte>().Length);
        // A picture, not a plain plane.
        Assert.True(image.Deviate() > 8);
    }

    private Task<GeneratedImage> Generate(string prompt, long? seed) =>
        _generator.GenerateAsync(new ImageGenerationRequest(prompt, ImageModelId.Offline, seed), CancellationToken.None);
}
