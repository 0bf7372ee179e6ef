using System.Buffers;
using ImageStorage.Generation.Offline.Drawing;
using ImageStorage.Optimization;
using NetVips;

namespace ImageStorage.Generation.Offline;

/// <summary>
/// The model that needs no account and no network: it paints a picture derived from the prompt and writes the prompt on it. The same prompt
/// and seed give the same picture on every machine.
/// </summary>
internal sealed class OfflineImageGenerator : IImageGenerator
{
    private const int Bytes = Picture.Size * Picture.Size * Picture.Channels;

    public GenerationQuote Quote(ImageGenerationRequest request) => new(PriceUsd: 0);

    public Task<GeneratedImage> GenerateAsync(ImageGenerationRequest request, CancellationToken cancellationToken) =>
        Task.Run(() => Generate(request, cancellationToken), cancellationToken);

    private static GeneratedImage Generate(ImageGenerationRequest request, CancellationToken cancellationToken)
    {
        var seed = request.Seed ?? PictureComposer.SeedOf(request.Prompt);
        var picture = PictureComposer.Compose(request.Prompt, seed);
        var pixels = ArrayPool<byte>.Shared.Rent(Bytes);
        try
        {
            picture.Paint(Picture.Size, Picture.Size, pixels.AsSpan(0, Bytes), cancellationToken);
            return new GeneratedImage
            {
                Data = ToPng(pixels, cancellationToken),
                Format = ImageFormat.Png,
                ModelId = ImageModelId.Offline,
                Seed = seed,
            };
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(pixels);
        }
    }

    private static byte[] ToPng(byte[] pixels, CancellationToken cancellationToken)
    {
        VipsLibrary.EnsureInitialized();
        using var image = Image.NewFromMemory<byte>(
            pixels.AsMemory(0, Bytes), Picture.Size, Picture.Size, Picture.Channels, Enums.BandFormat.Uchar);
        using var registration = cancellationToken.Register(() => image.SetKill(true));
        try
        {
            // A higher level takes twice the time for a few per cent, and the optimiser encodes the picture again anyway.
            return image.PngsaveBuffer(compression: 2, filter: Enums.ForeignPngFilter.Sub, keep: Enums.ForeignKeep.None);
        }
        catch (VipsException exception) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The picture was cancelled while it was encoded.", exception, cancellationToken);
        }
    }
}
