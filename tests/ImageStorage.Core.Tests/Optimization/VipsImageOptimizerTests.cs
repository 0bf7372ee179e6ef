using CsCheck;
using ImageStorage.Testing.Images;
using NetVips;

namespace ImageStorage.Optimization;

public class VipsImageOptimizerTests
{
    private static readonly OptimizationOptions Default = new();
    private readonly VipsImageOptimizer _optimizer = new();

    [Fact]
    [Trait("Property", "17")]
    [Trait("Property", "18")]
    public async Task OptimizeAsync_any_image_is_a_fitted_upright_sRGB_WebP_without_metadata_and_never_larger()
    {
        await Gen.Select(ImageSpec.Any, Gen.Int[16, 1500]).SampleAsync(
            async (spec, maxDimension) =>
            {
                var original = spec.Encode();
                var result = await OptimizeAsync(original, Default with { MaxDimension = maxDimension });

                Assert.True(result.Data.Length <= original.Length, $"{result.Data.Length} of {original.Length} bytes");
                if (!result.Optimized)
                {
                    Assert.Equal(original, result.Data);
                    Assert.NotNull(result.Warning);
                    return;
                }

                Assert.Equal(ImageFormat.WebP, result.Format);
                Assert.Equal(ImageFormat.WebP, ImageSignature.Identify(result.Data));
                AssertFitted(spec, maxDimension, result);
                using var stored = Image.NewFromBuffer(result.Data);
                Assert.Equal((result.Width, result.Height), (stored.Width, stored.Height));
                Assert.Equal(Enums.Interpretation.Srgb, stored.Interpretation);
                Assert.Empty(stored.GetFields().Intersect(["exif-data", "xmp-data", "iptc-data", "icc-profile-data", "orientation"]));
            },
            iter: 150);
    }

    [Fact]
    [Trait("Property", "19")]
    public async Task OptimizeAsync_any_image_that_the_encoder_fails_on_is_kept_with_a_warning()
    {
        var optimizer = new VipsImageOptimizer((_, _) => throw new VipsException("encoder is out of memory"));
        await ImageSpec.Any.SampleAsync(
            async spec =>
            {
                var original = spec.Encode();
                var kept = await optimizer.OptimizeAsync(original, "quiz", Default, CancellationToken.None);

                Assert.False(kept.Optimized);
                Assert.Equal(original, kept.Data);
                Assert.Equal(spec.Format, kept.Format);
                Assert.Contains("original is kept", kept.Warning, StringComparison.Ordinal);
                var strict = await Assert.ThrowsAsync<ImageStorageException>(
                    () => optimizer.OptimizeAsync(original, "quiz", Default with { Strict = true }, CancellationToken.None));
                Assert.Equal(ImageStorageError.InvalidImage, strict.Error);
            },
            iter: 100);
    }

    [Theory]
    [InlineData(1024, 1024, 1024)]
    [InlineData(4096, 1, 1024)]
    [InlineData(1, 4096, 1024)]
    [InlineData(1025, 1024, 1024)]
    [InlineData(10, 10, 1024)]
    public async Task OptimizeAsync_at_the_limit_fits_and_never_enlarges(int width, int height, int maxDimension)
    {
        var spec = Spec(width, height);
        AssertFitted(spec, maxDimension, await OptimizeAsync(spec.Encode(), Default with { MaxDimension = maxDimension }));
    }

    [Theory]
    [InlineData(PixelKind.Rgb8, false, ImageFormat.Png)]
    [InlineData(PixelKind.Rgb16, false, ImageFormat.Png)]
    [InlineData(PixelKind.Rgb16, false, ImageFormat.Tiff)]
    [InlineData(PixelKind.Palette, false, ImageFormat.Png)]
    [InlineData(PixelKind.Rgb8, true, ImageFormat.Png)]
    [InlineData(PixelKind.Rgb8, true, ImageFormat.Jpeg)]
    [InlineData(PixelKind.Cmyk, false, ImageFormat.Jpeg)]
    [InlineData(PixelKind.Cmyk, true, ImageFormat.Jpeg)]
    [InlineData(PixelKind.Cmyk, true, ImageFormat.Tiff)]
    [InlineData(PixelKind.Grey8, false, ImageFormat.Jpeg)]
    [InlineData(PixelKind.Grey16, false, ImageFormat.Png)]
    public async Task OptimizeAsync_any_colour_space_keeps_the_colours(PixelKind pixels, bool withProfile, ImageFormat format)
    {
        var spec = Spec(256, 256) with { Pixels = pixels, WithProfile = withProfile, Format = format, Content = ImageContent.Gradient };
        using var source = Image.NewFromBuffer((spec with { Pixels = PixelKind.Rgb8, WithProfile = false, Format = ImageFormat.Png }).Encode());
        using var expected = pixels switch
        {
            PixelKind.Grey8 or PixelKind.Grey16 => source.Colourspace(Enums.Interpretation.Bw).Colourspace(Enums.Interpretation.Srgb),
            PixelKind.Cmyk => source.IccTransform("cmyk", inputProfile: "srgb").IccTransform("srgb", inputProfile: "cmyk"),
            _ => source.Copy(),
        };

        var result = await OptimizeAsync(spec.Encode(), Default);

        using var actual = Image.NewFromBuffer(result.Data);
        using var difference = (expected - actual).Abs();
        Assert.InRange(difference.Avg(), 0, 4);
    }

    [Theory]
    [InlineData(PixelKind.Rgba8)]
    [InlineData(PixelKind.Rgba16)]
    [InlineData(PixelKind.GreyAlpha8)]
    public async Task OptimizeAsync_an_image_with_alpha_keeps_it(PixelKind pixels)
    {
        var result = await OptimizeAsync((Spec(256, 100) with { Pixels = pixels }).Encode(), Default);

        using var image = Image.NewFromBuffer(result.Data);
        Assert.Equal(4, image.Bands);
        Assert.InRange(image.Getpoint(200, 50)[3], 195, 205);
    }

    [Theory]
    [InlineData(ImageFormat.Gif)]
    [InlineData(ImageFormat.WebP)]
    public async Task OptimizeAsync_an_animation_keeps_its_frames_and_their_times(ImageFormat format)
    {
        var result = await OptimizeAsync(Animation(format), Default with { MaxDimension = 50 });

        using var image = Image.NewFromBuffer(result.Data, "[n=-1]");
        Assert.Equal((50, 25, 50 * 5 / 2), (result.Width, result.Height, image.Height));
        Assert.Equal(new[] { 100, 200, 300, 400, 500 }, (int[])image.Get("delay"));
    }

    [Fact]
    public async Task OptimizeAsync_a_generated_picture_carries_the_IPTC_marker_and_nothing_else()
    {
        var original = (Spec(300, 200) with { Orientation = 6, WithProfile = true }).Encode();

        var result = await OptimizeAsync(original, Default with { MarkAsGenerated = true });

        using var image = Image.NewFromBuffer(result.Data);
        Assert.Contains("trainedAlgorithmicMedia", System.Text.Encoding.UTF8.GetString((byte[])image.Get("xmp-data")), StringComparison.Ordinal);
        Assert.Empty(image.GetFields().Intersect(["exif-data", "iptc-data", "icc-profile-data"]));
    }

    [Fact]
    public async Task OptimizeAsync_its_own_result_is_kept_byte_for_byte()
    {
        var once = await OptimizeAsync(Spec(900, 700).Encode(), Default);
        var twice = await OptimizeAsync(once.Data, Default);

        Assert.True(twice.Optimized);
        Assert.Equal(once.Data, twice.Data);
    }

    [Fact]
    public async Task OptimizeAsync_more_effort_makes_a_smaller_file()
    {
        var original = Spec(800, 800).Encode();
        var balanced = await OptimizeAsync(original, Default);
        var smallest = await OptimizeAsync(original, Default with { Effort = OptimizationEffort.Smallest });

        Assert.True(smallest.OptimizedSizeBytes < balanced.OptimizedSizeBytes);
    }

    [Fact]
    public async Task OptimizeAsync_a_hard_squeezed_original_is_stored_at_a_lower_quality_and_says_so()
    {
        using var noise = Image.NewFromBuffer((Spec(600, 600) with { Content = ImageContent.Noise }).Encode());
        var original = noise.JpegsaveBuffer(q: 30);

        var result = await OptimizeAsync(original, Default);

        Assert.True(result.Optimized);
        Assert.True(result.OptimizedSizeBytes <= original.Length);
        Assert.Contains("Stored at quality", result.Warning, StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(HostileImages))]
    public async Task OptimizeAsync_bytes_that_are_no_sound_image_are_an_error(string what, ImageStorageError expected)
    {
        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => OptimizeAsync(Hostile(what), Default));

        Assert.Equal((what, expected), (what, exception.Error));
        Assert.Contains("'quiz'", exception.Message, StringComparison.Ordinal);
    }

    public static TheoryData<string, ImageStorageError> HostileImages => new()
    {
        { "empty", ImageStorageError.InvalidImage },
        { "text", ImageStorageError.InvalidImage },
        { "truncated PNG", ImageStorageError.InvalidImage },
        { "truncated JPEG", ImageStorageError.InvalidImage },
        { "signature only", ImageStorageError.InvalidImage },
        { "SVG", ImageStorageError.InvalidImage },
        { "PDF", ImageStorageError.InvalidImage },
        { "60000x60000", ImageStorageError.ImageTooLarge },
        { "51 MiB", ImageStorageError.ImageTooLarge },
        { "animation of 101 megapixels", ImageStorageError.ImageTooLarge },
    };

    [Fact]
    public async Task OptimizeAsync_cancelled_in_the_middle_stops_within_a_second()
    {
        var original = (Spec(4096, 4096) with { Content = ImageContent.Noise }).Encode();
        using var cancellation = new CancellationTokenSource();
        var work = _optimizer.OptimizeAsync(
            original, "quiz", Default with { MaxDimension = 4096, Effort = OptimizationEffort.Smallest }, cancellation.Token);
        await Task.Delay(1500);
        Assert.False(work.IsCompleted);

        var started = System.Diagnostics.Stopwatch.GetTimestamp();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);

        Assert.InRange(System.Diagnostics.Stopwatch.GetElapsedTime(started).TotalSeconds, 0, 1);
    }

    [Fact]
    public async Task ValidateAsync_a_sound_picture_tells_size_and_format() =>
        Assert.Equal(
            new ImageHeader(ImageFormat.Png, 300, 200, 1), await _optimizer.ValidateAsync(Spec(300, 200).Encode(), "quiz", CancellationToken.None));

    [Theory]
    [MemberData(nameof(HostileImages))]
    public async Task ValidateAsync_bytes_that_are_no_sound_image_are_an_error(string what, ImageStorageError expected)
    {
        var exception = await Assert.ThrowsAsync<ImageStorageException>(() => _optimizer.ValidateAsync(Hostile(what), "quiz", CancellationToken.None));

        Assert.Equal((what, expected), (what, exception.Error));
    }

    private Task<OptimizedImage> OptimizeAsync(byte[] data, OptimizationOptions options) =>
        _optimizer.OptimizeAsync(data, "quiz", options, CancellationToken.None);

    private static byte[] Hostile(string what)
    {
        var png = Spec(200, 200).Encode();
        return what switch
        {
            "empty" => [],
            "text" => "this is no image"u8.ToArray(),
            "truncated PNG" => png[..(png.Length / 2)],
            "truncated JPEG" => (Spec(200, 200) with { Format = ImageFormat.Jpeg }).Encode()[..3000],
            "signature only" => png[..8],
            "SVG" => "<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><rect width='9' height='9'/></svg>"u8.ToArray(),
            "PDF" => "%PDF-1.7\n1 0 obj<<>>endobj"u8.ToArray(),
            "60000x60000" => HostilePng.Claiming(60000, 60000),
            "51 MiB" => new byte[51 * 1024 * 1024],
            "animation of 101 megapixels" => Frames(1000, 1000, 101),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, null),
        };
    }

    [Fact]
    public async Task OptimizeAsync_of_large_images_works_on_one_at_a_time()
    {
        var (running, most) = (0, 0);
        var optimizer = new VipsImageOptimizer((_, _) =>
        {
            most = Math.Max(most, Interlocked.Increment(ref running));
            Thread.Sleep(300);
            Interlocked.Decrement(ref running);
            return [0];
        });
        using var black = Image.Black(5001, 5001);
        var data = black.PngsaveBuffer();

        await Task.WhenAll(Enumerable.Range(0, 3).Select(index => optimizer.OptimizeAsync(data, $"large-{index}", new OptimizationOptions(), default)));

        Assert.Equal(1, most);
    }

    private static ImageSpec Spec(int width, int height) =>
        new(width, height, PixelKind.Rgb8, ImageContent.Photo, ImageFormat.Png, false, 1, false, 1);

    private static void AssertFitted(ImageSpec spec, int maxDimension, OptimizedImage result)
    {
        var scale = Math.Min(1, Math.Min(maxDimension / (double)spec.UprightWidth, maxDimension / (double)spec.UprightHeight));
        Assert.InRange(result.Width, Math.Max(1, (spec.UprightWidth * scale) - 1), Math.Min(maxDimension, (spec.UprightWidth * scale) + 1));
        Assert.InRange(result.Height, Math.Max(1, (spec.UprightHeight * scale) - 1), Math.Min(maxDimension, (spec.UprightHeight * scale) + 1));
    }

    private static byte[] Animation(ImageFormat format)
    {
        using var image = FrameStack(100, 50, 5);
        return format == ImageFormat.Gif ? image.GifsaveBuffer() : image.WebpsaveBuffer(q: 95);
    }

    private static byte[] Frames(int width, int height, int count)
    {
        using var image = FrameStack(width, height, count);
        return image.GifsaveBuffer(effort: 1);
    }

    private static Image FrameStack(int width, int height, int count)
    {
        using var rows = Image.Xyz(width, height * count)[1];
        // Neighbouring frames differ: an encoder may drop one that does not.
        using var frames = (rows / height).Cast(Enums.BandFormat.Uchar);
        using var shades = ((frames & 1) * 100) + frames;
        using var colour = shades.Cast(Enums.BandFormat.Uchar).Bandjoin(new double[] { 60, 90 }).Copy(interpretation: Enums.Interpretation.Srgb);
        return colour.Mutate(image =>
        {
            image.Set(GValue.GIntType, "page-height", height);
            image.Set(GValue.ArrayIntType, "delay", Enumerable.Range(1, count).Select(frame => frame * 100).ToArray());
        });
    }
}
