using System.Text.Json;
using Amazon.BedrockRuntime;
using ImageStorage.Aws;
using ImageStorage.Diagnostics;
using ImageStorage.Resilience;
using ImageStorage.Testing.Bedrock;
using ImageStorage.Testing.Faults;
using ImageStorage.Testing.Images;

namespace ImageStorage.Generation.Bedrock;

/// <summary>A generator before a stub of Bedrock, with a clock that skips the waits between attempts.</summary>
internal sealed class BedrockFixture : IAsyncDisposable
{
    public const string Core = "stability.stable-image-core-v1:1";
    public const string Canvas = "amazon.nova-canvas-v1:0";

    public static readonly byte[] Picture = new ImageSpec(64, 64, PixelKind.Rgb8, ImageContent.Photo, ImageFormat.Png, false, 1, false, 1).Encode();

    private readonly AmazonBedrockRuntimeClient _client;

    public BedrockFixture(TimeProvider? time = null, string? profile = null, Func<double>? random = null)
    {
        _client = AwsClients.CreateBedrockRuntime(Configuration(profile), Stub.Endpoint);
        Calls = new ModelCalls(new Lazy<IAmazonBedrockRuntime>(() => _client), "us-west-2", Logger, time ?? Time, random: random);
        Generator = new BedrockImageGenerator(Calls, ModelRegistry.Load(time ?? Time), random);
    }

    public BedrockStub Stub { get; } = new(TestEnvironment.SecretAccessKey);

    public SkippingTimeProvider Time { get; } = new(TimeSpan.FromMinutes(4));

    public RecordingLogger Logger { get; } = new();

    public ModelCalls Calls { get; }

    public BedrockImageGenerator Generator { get; }

    public static ImageStorageConfiguration Configuration(string? profile = null) => new()
    {
        Home = Path.GetTempPath(),
        AwsRegion = "eu-central-1",
        MongoDatabase = "unused",
        BedrockRegion = "us-west-2",
        ImageModelId = Core,
        ProfileName = profile,
    };

    public static JsonElement Json(SeenRequest request) => JsonDocument.Parse(request.Body).RootElement;

    public Task<GeneratedImage> GenerateAsync(string model = Core, string prompt = "A red kite", long? seed = 7, CancellationToken token = default) =>
        Generator.GenerateAsync(new ImageGenerationRequest(prompt, model, seed), token);

    public async Task<ImageStorageException> FailAsync(string model = Core, string prompt = "A red kite", long? seed = 7)
    {
        var error = await Assert.ThrowsAsync<ImageStorageException>(() => GenerateAsync(model, prompt, seed));
        Assert.Empty(Stub.Problems);
        return error;
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await Stub.DisposeAsync();
    }
}
